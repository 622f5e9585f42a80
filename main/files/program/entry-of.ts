import type { FileEntry } from '../../../preload/contract/files.ts';
import type { ListedFacts, ReachEntry } from '../../reach/index.ts';
import { roleOf } from '../roles.ts';
import { encodePath } from '../target-path.ts';

/** What the program tells of an entry, as the window is told. */
export function entryOf({ facts, linkTarget, leadsTo }: ReachEntry<ListedFacts>, name: string): FileEntry {
  const role = roleOf(name);
  const named = { name, ...(role === undefined ? {} : { role }) };
  if (facts === undefined) return { ...named, ...UNKNOWN };
  const { type, sizeBytes, mode, uid, gid, inode, modifiedMs, isMount } = facts;
  return {
    ...named,
    type,
    sizeBytes,
    mode,
    uid,
    gid,
    inode: Number(inode),
    modifiedMs,
    ...(isMount ? { isMount } : {}),
    ...(linkTarget === undefined ? {} : { linkTarget: encodePath(linkTarget) }),
    ...(leadsTo === undefined ? {} : { resolved: { type: leadsTo } }),
  };
}

const UNKNOWN = {
  type: 'unknown',
  sizeBytes: 0,
  mode: 0,
  uid: 0,
  gid: 0,
  inode: 0,
  modifiedMs: 0,
  isUnknown: true,
} as const;
