import type { WideKeys } from '../bytes/wide-keys.ts';
import type { ChunkMemory } from '../reader/chunk-memory.ts';
import type { TypeDescriptions } from '../reader/type-descriptions.ts';
import type { JfrType } from './schema.ts';

/** What the module says of a checkpoint. */
const INDEXED = { whole: 0, undescribed: 1, damaged: 2 } as const;
const BYTES_OF_WORD = 4;

/** The pools of a chunk: where the value of each key lies. Nothing is decoded until an event names it. */
export interface ConstantPools {
  /** The entry of a key, or 0. */
  entryOf(typeId: number, key: number): number;
  /** Where the entry's value begins. */
  placeOf(entry: number): number;
  /** What was remembered for the entry, or -1. */
  numberOf(entry: number): number;
  remember(entry: number, number: number): void;
  /** Which of the chunk's pools a type has, for the module; -1 for none. */
  indexOf(typeId: number): number;
}

export interface DescribedTypes {
  readonly descriptions: TypeDescriptions;
  readonly types: ReadonlyMap<number, JfrType>;
}

/** Indexes all pools of a chunk; what contradicts itself is told of and left out. */
export function indexPools(
  memory: ChunkMemory,
  { descriptions, types }: DescribedTypes,
  {
    checkpoints,
    keys,
    seed,
    onProblem,
  }: {
    readonly checkpoints: readonly number[];
    readonly keys: WideKeys;
    readonly seed: number;
    readonly onProblem: (problem: { readonly at: number; readonly reason: string }) => void;
  },
): ConstantPools {
  const { module, questions } = memory;
  const { words, indexes } = descriptions;
  questions.wideKey = (low, high) => keys.of(low, high);
  questions.indexOfType = (low, high) => indexes.get(keys.of(low, high)) ?? -1;
  const address = module.allocate_bytes(words.byteLength) >>> 0;
  if (address !== 0) memory.integersAt(address, words.length).set(words);
  const isDescribed = address !== 0 && module.describe_types(address, indexes.size, seed) !== 0;
  if (!isDescribed) onProblem({ at: 0, reason: 'there is no memory for what the events name' });
  const names = [...types.values()].map(({ name }) => name);
  for (const at of isDescribed ? checkpoints : []) {
    const state = module.index_pools(at);
    if (state !== INDEXED.whole) onProblem({ at, reason: damage(state, module.faulty_type(), names) });
  }
  return poolsOf(memory, isDescribed ? indexes : new Map());
}

function damage(state: number, type: number, names: readonly string[]): string {
  if (state === INDEXED.undescribed) return `a pool of type ${String(type)}, which is not described`;
  const name = names[type] ?? '';
  return state === INDEXED.damaged
    ? `a pool of ${name} contradicts itself, or ends behind its checkpoint`
    : `there is no memory for all that a pool of ${name} has`;
}

function poolsOf(memory: ChunkMemory, indexes: ReadonlyMap<number, number>): ConstantPools {
  // Memory does not grow any more. An entry is the place of two words: where its value begins, and one more than its number.
  const words = memory.integers;
  const { module } = memory;
  const indexOf = (typeId: number): number => indexes.get(typeId) ?? -1;
  return {
    indexOf,
    entryOf: (typeId, key) => (module.entry_of(indexOf(typeId), key) >>> 0) / BYTES_OF_WORD,
    placeOf: (entry) => words[entry] ?? 0,
    numberOf: (entry) => (words[entry + 1] ?? 0) - 1,
    remember: (entry, number) => {
      words[entry + 1] = number + 1;
    },
  };
}
