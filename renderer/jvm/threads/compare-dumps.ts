/** What threads did between two dumps. Pure. */
import type { JavaThread, ThreadDump } from '../../../preload/contract/index.ts';
import { stackFrames } from './thread-groups.ts';

export type ThreadChange = 'same' | 'moved' | 'new' | 'gone';

export interface ComparedThread {
  readonly key: string;
  readonly name: string;
  readonly change: ThreadChange;
  readonly before: JavaThread | undefined;
  readonly after: JavaThread | undefined;
  /** Milliseconds of a processor that it used between the two. */
  readonly cpuMs: number | undefined;
}

const ORDER: readonly ThreadChange[] = ['same', 'moved', 'new', 'gone'];

/** Those that stand where they stood come first, and of these the ones that used a processor: they may be in a loop. */
export function compareDumps(before: ThreadDump, after: ThreadDump): readonly ComparedThread[] {
  const old = new Map(before.threads.map((thread) => [keyOf(thread), thread]));
  const texts = (dump: ThreadDump): readonly string[] =>
    dump.stacks.map((_, stack) => stackFrames(dump, stack).join('\n'));
  const [oldStacks, newStacks] = [texts(before), texts(after)];
  const compared = after.threads.map((thread): ComparedThread => {
    const key = keyOf(thread);
    const known = old.get(key);
    old.delete(key);
    const isSame =
      known !== undefined && oldStacks[known.stack] === newStacks[thread.stack] && known.state === thread.state;
    const cpuMs = known?.cpuMs === undefined || thread.cpuMs === undefined ? undefined : thread.cpuMs - known.cpuMs;
    const change = known === undefined ? 'new' : isSame ? 'same' : 'moved';
    return { key, name: thread.name, change, before: known, after: thread, cpuMs };
  });
  const gone = [...old].map(([key, thread]): ComparedThread => ({
    key,
    name: thread.name,
    change: 'gone',
    before: thread,
    after: undefined,
    cpuMs: undefined,
  }));
  return [...compared, ...gone].sort(
    (one, other) => ORDER.indexOf(one.change) - ORDER.indexOf(other.change) || (other.cpuMs ?? 0) - (one.cpuMs ?? 0),
  );
}

/** A name is used again, a number is not. */
function keyOf({ number, name, nativeId }: JavaThread): string {
  return number === undefined ? `vm ${name} ${nativeId ?? ''}` : `#${number}`;
}
