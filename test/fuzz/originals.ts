import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../build/config/paths.ts';
import { writeChunk, type WrittenEvent } from '../support/jfr-writer.ts';

/** Small files are damaged where it matters: of a large one nearly all bytes are events. */
const LARGEST_BYTES = 60_000;

/** Recordings to be damaged: a crafted one, and the small ones of the corpus where it is. */
export function originals(): readonly Uint8Array[] {
  const events = Array.from({ length: 40 }, (_, index): readonly WrittenEvent[] => [
    { type: 'sample', at: index * 10, stack: index % 3 },
    { type: 'sleep', at: index * 10 + 1, duration: index * 1000, stack: 1 },
    { type: 'allocation', at: index * 10 + 2, className: 'java.lang.String', weight: index, stack: 2 },
  ]).flat();
  const stacks = [
    ['Main.run', 'Main.work', 'Main.leaf'],
    ['Main.run', 'Main.idle'],
  ];
  const crafted = writeChunk({ stacks, events });
  const corpus = globSync('../shared/jfr-corpus/*.jfr', { cwd: root })
    .map((path) => join(root, path))
    .filter((path) => statSync(path).size < LARGEST_BYTES)
    .sort()
    .map((path) => readFileSync(path));
  if (corpus.length === 0) console.warn('without recordings of ../shared/jfr-corpus: only a crafted one is damaged');
  return [crafted, Buffer.concat([crafted, crafted]), ...corpus];
}
