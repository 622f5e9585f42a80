/** `npm run fuzz -- [COUNT] [SEED]`: see README.md. */
import { damaged, dice } from './damage.ts';
import { examine, LONGEST_MS } from './examine.ts';
import { originals } from './originals.ts';

const MEMORY_BYTES = 1024 ** 3;
const REPORT_EVERY = 5000;

const count = Number(process.argv[2] ?? 100_000);
const first = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 30));
const files = originals();
let longest = 0;

for (let index = 0; index < count; index += 1) {
  const seed = first + index;
  const roll = dice(seed);
  const bytes = damaged(files[roll(files.length)]!, roll);
  try {
    longest = Math.max(longest, await examine(bytes));
  } catch (error) {
    console.error(`seed ${String(seed)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(1);
  }
  const { rss } = process.memoryUsage();
  if (longest > LONGEST_MS || rss > MEMORY_BYTES) {
    console.error(`seed ${String(seed)}: ${longest.toFixed(0)} ms, ${String(rss)} bytes of memory`);
    process.exit(1);
  }
  if ((index + 1) % REPORT_EVERY === 0) {
    console.log(
      `${String(index + 1)} files, the longest ${longest.toFixed(0)} ms, ${(rss / 1024 ** 2).toFixed(0)} MiB`,
    );
  }
}
console.log(`ok: ${String(count)} damaged recordings from seed ${String(first)}, the longest ${longest.toFixed(0)} ms`);
