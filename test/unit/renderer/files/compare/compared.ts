/** Entries of a comparison for tests. */
import type { ComparedEntry, ComparedFacts } from '../../../../../preload/contract/index.ts';

export const FACTS: ComparedFacts = { type: 'file', sizeBytes: 5, mode: 0o644, uid: 0, gid: 0, modifiedMs: 0 };

export function compared(path: string, more: Partial<ComparedEntry> = {}): ComparedEntry {
  return { path, verdict: 'different', differences: ['mode'], here: FACTS, there: { ...FACTS, mode: 0o4755 }, ...more };
}
