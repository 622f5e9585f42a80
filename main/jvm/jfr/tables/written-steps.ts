import type { Chunk } from '../format/chunk.ts';
import type { PooledField, RowStep } from './row-plan.ts';

/** As much as `build/jfr/source/rows.h` has room for. */
const STEPS = 8192;
const SKIP_WORDS = 16_384;
/** A step's words: code, column, amount (a double), pool, resolver, number of what is missing, start and length of its skip. */
const WORDS = 10;
const AT = { code: 0, column: 1, amount: 2, pool: 4, resolver: 5, missing: 6, skipStart: 7, skipLength: 8 } as const;

export interface WrittenSteps {
  /** Nothing where there is no room for so many: a type with a thousand fields is nothing that a JVM has. */
  add(steps: readonly RowStep[]): { readonly first: number; readonly count: number } | undefined;
}

/** Writes steps where the module follows them. `pooled` is given what their keys stand for. */
export function writeSteps({ memory, pools }: Chunk, pooled: PooledField[]): WrittenSteps {
  const words = memory.integersAt(memory.module.steps_address(), STEPS * WORDS);
  const amounts = memory.doublesAt(memory.module.steps_address(), (STEPS * WORDS) / 2);
  const skips = memory.integersAt(memory.module.skips_address(), SKIP_WORDS);
  let count = 0;
  let skipCount = 0;

  function write({ step, column, amount, pooled: field, skip = [] }: RowStep): void {
    const at = count * WORDS;
    words[at + AT.code] = step;
    words[at + AT.column] = column;
    amounts[(at + AT.amount) / 2] = amount;
    words[at + AT.pool] = field === undefined ? -1 : pools.indexOf(field.typeId);
    words[at + AT.resolver] = field === undefined ? -1 : pooled.push(field) - 1;
    words[at + AT.missing] = field?.missing ?? -1;
    words[at + AT.skipStart] = skipCount;
    words[at + AT.skipLength] = skip.length;
    skips.set(skip, skipCount);
    count += 1;
    skipCount += skip.length;
  }

  return {
    add(steps) {
      const skipped = steps.reduce((sum, { skip }) => sum + (skip?.length ?? 0), 0);
      if (count + steps.length > STEPS || skipCount + skipped > SKIP_WORDS) return undefined;
      const first = count;
      steps.forEach(write);
      return { first, count: steps.length };
    },
  };
}
