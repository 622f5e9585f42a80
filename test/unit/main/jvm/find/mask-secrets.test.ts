import { describe, expect, it } from 'vitest';

import { maskSecrets } from '../../../../../main/jvm/find/mask-secrets.ts';

describe('maskSecrets', () => {
  it.each([
    ['-Ddb.password=s3=cr,et', '-Ddb.password=•••'],
    ['-Djavax.net.ssl.keyStorePassword=abc', '-Djavax.net.ssl.keyStorePassword=•••'],
    ['-DAPI_KEY=abc', '-DAPI_KEY=•••'],
    ['--client-secret=abc', '--client-secret=•••'],
    ['-Durl=jdbc:pg://app:s3cret@db/x?sslmode=on', '-Durl=jdbc:pg://app:•••@db/x?sslmode=on'],
    ['jdbc:mysql://db/x?user=a&password=b&c=d', 'jdbc:mysql://db/x?user=a&password=•••&c=d'],
    ['-javaagent:/a.jar=token=abc,server=x', '-javaagent:/a.jar=token=•••,server=x'],
    ['-javaagent:/a.jar=dt0c01ABCDEF1234567890XYZ,tags', '-javaagent:/a.jar=•••,tags'],
  ])('%s', (word, masked) => {
    expect(maskSecrets([word])).toEqual([masked]);
  });

  it('covers the word after an option for a secret', () => {
    expect(maskSecrets(['--password', 'abc', '-token', 'x'])).toEqual(['--password', '•••', '-token', '•••']);
    expect(maskSecrets(['--password', '--other'])).toEqual(['--password', '--other']);
  });

  it.each([
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-Djetty.home=/usr/share/jetty9',
    '-javaagent:/opt/agent.jar',
    '-Dauthor=me',
    '-cp',
    '/a.jar:/b.jar',
  ])('leaves %s alone', (word) => {
    expect(maskSecrets([word])).toEqual([word]);
  });

  it('is not slowed down by long words', () => {
    const startedAt = performance.now();
    for (const unit of ['a', '://', 'x=', '-javaagent:', 'password=']) maskSecrets([unit.repeat(20_000)]);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
