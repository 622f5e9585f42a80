import { describe, expect, it } from 'vitest';

import { createReplyFilter, inputKind } from '../../../../renderer/terminals/reply-filter.ts';

const ESC = '\u001b';

describe('inputKind', () => {
  it.each([
    'a',
    '\r',
    '\u0003',
    `${ESC}[A`,
    `${ESC}OP`,
    `${ESC}[3~`,
    `${ESC}[1;5C`,
    `${ESC}b`,
    `${ESC}[<0;10;5M`,
    `${ESC}[I`,
  ])('takes %j for keys', (data) => {
    expect(inputKind(data)).toBe('keys');
  });

  it.each([`${ESC}[?1;2c`, `${ESC}[>0;276;0c`, `${ESC}[0n`, `${ESC}[24;80R`, `${ESC}[?24;80R`, `${ESC}[?2004;1$y`])(
    'takes %j for an answer in numbers',
    (data) => {
      expect(inputKind(data)).toBe('reply');
    },
  );

  it.each([
    `${ESC}]10;rgb:ffff/ffff/ffff${ESC}\\`,
    `${ESC}]52;c;cm0gLXJmIC8=${ESC}\\`,
    `${ESC}P1$r0m${ESC}\\`,
    `${ESC}]lrm -rf /${ESC}\\`,
    `${ESC}[8;24;80t`,
    '\u009d52;c;AAAA\u009c',
  ])('refuses %j', (data) => {
    expect(inputKind(data)).toBe('refused');
  });
});

describe('createReplyFilter', () => {
  it('answers nothing that is replayed, and lets keys pass meanwhile', () => {
    const filter = createReplyFilter(() => 0);
    expect(filter.passes(`${ESC}[1;1R`, true)).toBe(false);
    expect(filter.passes('x', true)).toBe(true);
    expect(filter.passes(`${ESC}[1;1R`, false)).toBe(true);
  });

  it('stops answering a program that asks without end, and begins again a second later', () => {
    let now = 0;
    const filter = createReplyFilter(() => now);
    const passed = Array.from({ length: 200 }, () => filter.passes(`${ESC}[1;1R`, false)).filter(Boolean);
    expect(passed).toHaveLength(50);
    now = 1_000;
    expect(filter.passes(`${ESC}[1;1R`, false)).toBe(true);
  });
});
