import { expect, it } from 'vitest';

import { keepAliveCommand, keepAliveSeconds } from '../../../../main/debug/keep-alive.ts';

it('is known again by its command', () => {
  expect(keepAliveSeconds(keepAliveCommand(28_800))).toBe(28_800);
});

it.each([[undefined], [['sh']], [['sh', '-c', 'sleep 5']], [[...keepAliveCommand(5), 'more']]])(
  'is not taken for another’s: %j',
  (command) => expect(keepAliveSeconds(command)).toBeUndefined(),
);
