import { describe, expect, it } from 'vitest';

import { otherChoice, placeId, rootOf, type ProcessChoice } from '../../../../renderer/files/process-choice.ts';

function choice(container: string, pid: number, owner: string): ProcessChoice {
  return { container, process: { pid, container: owner, name: 'x' } as ProcessChoice['process'] };
}

describe('the other root of a comparison', () => {
  const choices = [choice('debugger', 1, 'app'), choice('debugger', 9, 'app'), choice('debugger', 20, 'debugger')];
  const other = (pid: number, all = choices): string => {
    const found = otherChoice(all, { container: 'debugger', pid });
    return found === undefined ? 'none' : placeId(rootOf(found));
  };

  it('is of another container, if there is one', () => {
    expect([other(1), other(20)]).toEqual(['debugger:20', 'debugger:1']);
  });

  it('is else another process, or none', () => {
    expect(other(1, choices.slice(0, 2))).toBe('debugger:9');
    expect(other(1, choices.slice(0, 1))).toBe('none');
  });
});
