import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { memorySource, readRecording, type Recording } from '../../../main/jvm/jfr/index.ts';
import { damaged, dice } from '../../fuzz/damage.ts';
import { examine, LONGEST_MS } from '../../fuzz/examine.ts';
import { originals } from '../../fuzz/originals.ts';

const RUNS = 2000;
/** Cut at so many places each; KESAKO_JFR_CUTS=1000 for all that is promised. */
const CUTS = Number(process.env['KESAKO_JFR_CUTS'] ?? 12);
const CUT_FILES = [
  'multichunk',
  'openjdk_jmc__jdk15',
  'object-allocation-sample',
  'flush_metadata',
  'dominating_thread',
];
const files = globSync('../shared/jfr-corpus/*.jfr', { cwd: root })
  .filter((path) => CUT_FILES.some((name) => path.includes(name)))
  .map((path) => join(root, path));
if (files.length === 0) console.warn('skipped: no recordings in ../shared/jfr-corpus');

describe('damaged recordings', () => {
  it(`cost neither failure nor time, ${String(RUNS)} of them`, async () => {
    const whole = originals();
    const seed = Math.floor(Math.random() * 2 ** 30);
    let longest = 0;
    for (let index = 0; index < RUNS; index += 1) {
      const roll = dice(seed + index);
      const bytes = damaged(whole[roll(whole.length)]!, roll);
      const took = await examine(bytes).catch((error: unknown) => {
        throw new Error(`npm run fuzz -- 1 ${String(seed + index)}`, { cause: error });
      });
      longest = Math.max(longest, took);
    }
    expect(longest).toBeLessThan(LONGEST_MS);
  }, 120_000);

  it.skipIf(files.length === 0).each(files.map((path) => [basename(path), path]))(
    'of %s give all that lies before the cut, and nothing else',
    async (name, path) => {
      const bytes = readFileSync(path);
      const whole = await readRecording(memorySource(bytes));
      const roll = dice(Math.floor(Math.random() * 2 ** 30));
      for (let index = 0; index < CUTS; index += 1) {
        const cut = 1 + roll(bytes.length - 1);
        const part = await readRecording(memorySource(bytes.subarray(0, cut)));
        const isBetween = whole.chunks.some(({ offset, length }) => offset + length === cut);
        if (!isBetween) expect(part.problems, `${name} cut at ${String(cut)}`).not.toEqual([]);
        compare(whole, part, cut);
      }
    },
    CUTS > 100 ? 3_600_000 : 60_000,
  );
});

/** Columns are the beginning of the whole ones; a name that came behind the cut may be missing, never another. */
function compare(whole: Recording, part: Recording, cut: number): void {
  const wholeChunks = whole.chunks.filter(({ offset, length }) => offset + length <= cut).length;
  expect(part.chunks.length).toBeGreaterThanOrEqual(wholeChunks);
  for (const [event, table] of part.tables) {
    const all = whole.tables.get(event)!;
    expect(table.size).toBeLessThanOrEqual(all.size);
    for (const { name, kind } of table.definition.columns) {
      const [values, expected] = [table.column(name), all.column(name)];
      if (kind === 'time' || kind === 'nanos' || kind === 'number') {
        expect(values).toEqual(expected.subarray(0, values.length));
        continue;
      }
      if (kind === 'stack' || kind === 'method') continue;
      for (let row = 0; row < values.length; row += 1) {
        const [found, right] = [textOf(part, kind, values[row]!), textOf(whole, kind, expected[row]!)];
        if (found !== '' && found !== right)
          expect([event, name, row, cut, found]).toEqual([event, name, row, cut, right]);
      }
    }
  }
}

function textOf({ names }: Recording, kind: string, number: number): string {
  return kind === 'thread' ? names.threadName(number) : names.texts.text(number);
}
