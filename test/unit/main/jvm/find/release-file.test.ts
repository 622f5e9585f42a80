import { describe, expect, it } from 'vitest';

import { readRelease } from '../../../../../main/jvm/find/release-file.ts';

const read = (text: string): object => readRelease(Buffer.from(text));

describe('readRelease', () => {
  it.each([
    [
      'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="25.0.3"\n',
      { vendor: 'Eclipse Adoptium', version: '25.0.3', major: 25 },
    ],
    ['JAVA_RUNTIME_VERSION="17.0.21.1+2-Debian"\r\nJAVA_VERSION="17"', { version: '17.0.21.1+2-Debian', major: 17 }],
    ['JAVA_VERSION="1.8.0_402"', { version: '1.8.0_402', major: 8 }],
    ['JAVA_VERSION="next"', { version: 'next' }],
    ['JAVA_VERSION=25', {}],
    ['', {}],
  ])('%j', (text, release) => {
    expect(read(text)).toEqual(release);
  });

  it('shows hostile text inert and short', () => {
    expect(read(`JAVA_VERSION="\u001b[2J${'x'.repeat(500)}"`)).toMatchObject({
      version: expect.stringMatching(/^␛\[2Jx{124}…$/) as unknown,
    });
  });
});
