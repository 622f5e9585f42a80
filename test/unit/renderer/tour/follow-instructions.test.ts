import { describe, expect, it } from 'vitest';

import { nextInstruction, type Sight } from '../../../../renderer/tour/follow-instructions.ts';
import type { Instruction } from '../../../../renderer/tour/tour-step.ts';

const press = (name: string, within?: 'dialog'): Instruction => ({
  act: 'press',
  words: name,
  target: { role: 'button', name: new RegExp(name), ...(within === undefined ? {} : { within }) },
});
const fill: Instruction = { act: 'fill', words: 'Image', target: { role: 'combobox', name: /Image/ }, text: 'busybox' };
const type: Instruction = { act: 'type', words: 'ps', text: 'ps' };

const STEP = [press('Done', 'dialog'), { act: 'go', words: 'pod' } as const, press('Debug'), fill, press('Add'), type];

function next(followed: number, present: readonly number[], more: Partial<Sight> = {}): number {
  const isPresent = STEP.map((_, index) => present.includes(index));
  return nextInstruction(STEP, { followed, isPresent, isFilled: STEP.map(() => false), isAtPod: true, ...more });
}

describe('the next instruction', () => {
  it('is the one after what has been followed', () => {
    expect(next(2, [2])).toBe(2);
    expect(next(6, [])).toBe(6);
  });

  it('leaves out a dialog that is not open, and the way to a pod that is', () => {
    expect(next(0, [2])).toBe(2);
    expect(next(0, [0, 2])).toBe(0);
    expect(next(0, [2], { isAtPod: false })).toBe(1);
  });

  it('goes ahead with a person who went ahead, but never past a line to be typed', () => {
    expect(next(2, [4])).toBe(4);
    expect(next(2, [])).toBe(2);
  });

  it('does not ask for what a field says already', () => {
    expect(next(3, [3, 4], { isFilled: STEP.map((_, index) => index === 3) })).toBe(4);
  });
});
