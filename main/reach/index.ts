export { type OpenReach, openReach, type OpenReachOptions } from './open-reach.ts';
export { createReachPool, type ReachLease, type ReachPool, type ReachPoolOptions } from './reach-pool.ts';
export type { ReachReply, ReachRequestOptions, ReachSession, ReachWord } from './session.ts';
export { numberFact, type ReachResult } from './result-line.ts';
export { firstRecord, readRecords, readStretches, type ReachRecord } from './records.ts';
export { type EntryFacts, parseEntry, type ReachEntry } from './entry-facts.ts';
export { listedEntries, type ListedEntry } from './listed-entries.ts';
export { unpackBlocks } from './unpack-blocks.ts';
export { attachFile } from './refusal.ts';
