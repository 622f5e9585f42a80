import { expect, it } from 'vitest';

import { commandWords, stateSentence, stateWords, userWords } from '../../../../renderer/namespaces/process-words.ts';
import { exampleProcess } from './example-process.ts';

it('says a state as the kernel does, and what it means', () => {
  expect(stateWords('Z')).toBe('zombie');
  expect(stateSentence('Z')).toBe('Z, zombie: has ended, and its parent has not asked how');
  expect(stateSentence('X')).toBe('X, dead');
  expect(stateSentence('?')).toBe('?');
});

it('does not take what has not come yet for a root’s process without a command line', () => {
  const process = exampleProcess({ name: 'sleep', command: [], uid: 0 });
  expect([commandWords(process), userWords(process)]).toEqual(['[sleep]', '0']);
  const brief = { ...process, isBrief: true as const };
  expect([commandWords(brief), userWords(brief)]).toEqual(['sleep …', '…']);
});
