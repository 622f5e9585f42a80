import type { FileEntry } from '../../../preload/contract/files.ts';
import type { ReachEntry } from '../../reach/index.ts';
import { roleOf } from '../roles.ts';
import { encodePath } from '../target-path.ts';

/** What the program tells of an entry, as the window is told. */
export function entryOf({ facts, linkTarget, leadsTo }: ReachEntry, name: string): FileEntry {
  const role = roleOf(name);
  const named = { name, ...(role === undefined ? {} : { role }) };
  if (facts === undefined) return { ...named, ...UNKNOWN_FACTS, isUnknown: true };
  const { type, sizeBytes, mode, uid, gid, modified, isMount } = facts;
  return {
    ...named,
    type,
    sizeBytes,
    mode,
    uid,
    gid,
    modifiedMs: Math.trunc(Number(modified) * 1000),
    ...(isMount ? { isMount } : {}),
    ...(linkTarget === undefined ? {} : { linkTarget: encodePath(linkTarget) }),
    ...(leadsTo === undefined ? {} : { resolved: { type: leadsTo } }),
  };
}

/** Of an entry that the file system refuses to tell of. */
export const UNKNOWN_FACTS = { type: 'unknown', sizeBytes: 0, mode: 0, uid: 0, gid: 0, modifiedMs: 0 } as const;
