import { describe, expect, it } from 'vitest';

import { isImageReference } from '../../../../main/debug/image-reference.ts';

describe('isImageReference', () => {
  it.each([
    'busybox',
    'busybox:1.36',
    'library/busybox',
    'eclipse-temurin:25-jdk',
    'localhost/app',
    'localhost:5000/a/b_c/d__e/f--g:Tag_1.0',
    'registry.example:5000/team/app@sha256:' + 'a'.repeat(64),
    'Registry.example/app:1@sha256:' + '0'.repeat(64),
    '[2001:db8::1]:5000/app',
  ])('takes %s', (text) => {
    expect(isImageReference(text)).toBe(true);
  });

  it.each([
    '',
    'Bad Image',
    'Busybox',
    'busybox:',
    'busybox:-tag',
    'busybox:' + 'a'.repeat(129),
    'a//b',
    '/busybox',
    'busybox/',
    '-busybox',
    'a___b/c..d',
    'app@sha256:short',
    'app@sha256:' + 'a'.repeat(64) + '@sha256:' + 'a'.repeat(64),
    'f'.repeat(64),
    'a/' + 'b'.repeat(255),
    'busybox\n',
  ])('refuses %j', (text) => {
    expect(isImageReference(text)).toBe(false);
  });

  it('is not slowed down by hostile text', () => {
    const startedAt = performance.now();
    for (const text of ['a-'.repeat(250), 'a_'.repeat(250), `a@b${'.b'.repeat(200)}`]) isImageReference(text);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
