import type { FileEntry } from '../../../preload/contract/files.ts';
import type { ReachEntry } from '../../reach/index.ts';
import { roleOf } from '../roles.ts';
import { encodePath } from '../target-path.ts';

/** What the program tells of an entry, as the window is told. */
export function entryOf({ facts, linkTarget, leadsTo }: ReachEntry, name: string): FileEntry {
  const role = roleOf(name);
  const named = { name, ...(role === undefined ? {} : { role }) };
  if (facts === undefined) return { ...named, ...UNKNOWN };
  const { type, sizeBytes, mode, uid, gid, inode, modified, isMount } = facts;
  return {
    ...named,
    type,
    sizeBytes,
    mode,
    uid,
    gid,
    inode: Number(inode),
    modifiedAt: isoTime(modified),
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
  modifiedAt: new Date(0).toISOString(),
  isUnknown: true,
} as const;

const MINUTE_MS = 60_000;
/** Of `05.000Z`. */
const SECONDS_LENGTH = 7;
/** The files of a directory come from few minutes, and a date is dear when there are a hundred thousand. */
let lastMinute = { minute: Number.NaN, text: '' };

/** A file may carry any time at all; what no calendar has is shown as the beginning. */
function isoTime(seconds: string): string {
  const milliseconds = Math.trunc(Number(seconds) * 1000);
  const minute = Math.floor(milliseconds / MINUTE_MS);
  if (minute !== lastMinute.minute) {
    const time = new Date(minute * MINUTE_MS);
    if (Number.isNaN(time.getTime())) return UNKNOWN.modifiedAt;
    lastMinute = { minute, text: time.toISOString().slice(0, -SECONDS_LENGTH) };
  }
  const rest = String(milliseconds - minute * MINUTE_MS).padStart(5, '0');
  return `${lastMinute.text}${rest.slice(0, 2)}.${rest.slice(2)}Z`;
}
