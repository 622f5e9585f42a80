import { describe, expect, it } from 'vitest';

import { commandText, commandWords } from '../../../../renderer/debug/command-words.ts';

describe('commandWords', () => {
  it.each([
    ['', []],
    ['sh', ['sh']],
    ['  sh   -c  ls ', ['sh', '-c', 'ls']],
    ['sh -c "ls -l | wc"', ['sh', '-c', 'ls -l | wc']],
    [String.raw`echo a\ b 'c "d"' ""`, ['echo', 'a b', 'c "d"', '']],
    ['echo $HOME *', ['echo', '$HOME', '*']],
    ['echo "open', ['echo', 'open']],
  ])('splits %j', (text, words) => {
    expect(commandWords(text)).toEqual(words);
  });
});

describe('commandText', () => {
  it.each([[['sh']], [['sh', '-c', 'a "b" \'c\' \\d']], [['', ' ', '\t']], [[]]])(
    'gives the same words again: %j',
    (words) => {
      expect(commandWords(commandText(words))).toEqual(words);
    },
  );
});
