export { type OpenReach, openReach, type OpenReachOptions } from './open-reach.ts';
export { createReachPool, type ReachLease, type ReachPool, type ReachPoolOptions } from './reach-pool.ts';
export type { ReachReply, ReachRequestOptions, ReachSession, ReachWord } from './session.ts';
export { numberFact, type ReachResult } from './result-line.ts';
export { readRecordRuns, readRecords, type ReachRecord } from './records.ts';
export { type EntryFacts, type ListedFacts, parseEntry, parseListedEntry, type ReachEntry } from './entry-facts.ts';
export { unpackBlocks } from './unpack-blocks.ts';
export { attachFile } from './refusal.ts';
