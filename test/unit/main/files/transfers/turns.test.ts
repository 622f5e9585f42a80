import { expect, it } from 'vitest';

import { createTurns } from '../../../../../main/files/transfers/turns.ts';

const never = new AbortController().signal;

it('gives a spare turn only where nobody waits, and it comes back once', async () => {
  const turns = createTurns(3);
  const first = await turns.take(never);
  const spare = turns.takeSpare();
  const other = turns.takeSpare();
  expect([spare, other].every((turn) => turn !== undefined)).toBe(true);
  expect(turns.takeSpare()).toBeUndefined();

  // Whoever has none yet comes first.
  const waiting = turns.take(never);
  other?.();
  other?.();
  const second = await waiting;
  expect(turns.takeSpare()).toBeUndefined();
  for (const giveBack of [first, second, spare]) giveBack?.();
  expect([1, 2, 3, 4].map(() => turns.takeSpare() !== undefined)).toEqual([true, true, true, false]);
});
