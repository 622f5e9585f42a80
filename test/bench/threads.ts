/** A thread dump of ten thousand threads, taken apart. */
import { parseThreadDump } from '../../main/jvm/answers/parse-thread-dump.ts';
import { manyThreads, THREADS } from '../support/many-threads.ts';
import { median, range, type Figure } from './figures.ts';

const ROUNDS = 9;

export function threads(): Promise<readonly Figure[]> {
  const text = manyThreads();
  const milliseconds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    const dump = parseThreadDump(text, '2026-01-01T00:00:00.000Z');
    if (dump.threads.length !== THREADS) throw new Error(`${String(dump.threads.length)} threads`);
    return performance.now() - started;
  });
  return Promise.resolve([
    {
      name: 'a thread dump of 10,000 threads, parsed',
      value: median(milliseconds),
      bound: { atMost: 500 },
      unit: 'ms',
      detail: `${range(milliseconds, 'ms')}, ${(text.length / 2 ** 20).toFixed(0)} MiB, n=${String(ROUNDS)}`,
    },
  ]);
}
