/** Threads with equal stacks, folded. Pure. */
import type { JavaThread, JavaThreadState, ThreadDump } from '../../../preload/contract/index.ts';

/** `VM`: threads of the virtual machine itself, which have no state of Java's. */
export type ShownState = JavaThreadState | 'VM';

export interface ThreadGroup {
  readonly key: string;
  readonly state: ShownState;
  readonly stack: number;
  readonly threads: readonly JavaThread[];
  /** The frame that tells most: the innermost that is not the JDK's own. */
  readonly title: string;
}

export interface ThreadFilter {
  readonly text: string;
  readonly state: ShownState | undefined;
}

export function shownState({ state }: JavaThread): ShownState {
  return state ?? 'VM';
}

export function countStates({ threads }: ThreadDump): ReadonlyMap<ShownState, number> {
  const counts = new Map<ShownState, number>();
  for (const thread of threads) counts.set(shownState(thread), (counts.get(shownState(thread)) ?? 0) + 1);
  return counts;
}

export function groupThreads(dump: ThreadDump, { text, state }: ThreadFilter): readonly ThreadGroup[] {
  const wanted = text.trim().toLowerCase();
  const frameMatches = dump.frames.map((frame) => wanted !== '' && frame.toLowerCase().includes(wanted));
  const stackMatches = dump.stacks.map((stack) => stack.some((frame) => frameMatches[frame] === true));
  const threads = dump.threads.filter(
    (thread) =>
      (state === undefined || shownState(thread) === state) &&
      (wanted === '' || stackMatches[thread.stack] === true || thread.name.toLowerCase().includes(wanted)),
  );
  const groups = Map.groupBy(threads, (thread) => `${shownState(thread)} ${thread.stack}`);
  return [...groups]
    .map(([key, members]): ThreadGroup => {
      const [first] = members;
      const stack = first?.stack ?? 0;
      return {
        key,
        state: first === undefined ? 'VM' : shownState(first),
        stack,
        threads: members,
        title: titleOf(dump, stack),
      };
    })
    .sort((one, other) => other.threads.length - one.threads.length || one.title.localeCompare(other.title));
}

/** The JDK's own code says what a thread does at this moment, the application's why. */
const JDK = /^(?:java|javax|jdk|sun|com\.sun)\./;

function titleOf(dump: ThreadDump, stack: number): string {
  const frames = stackFrames(dump, stack);
  return frames.find((frame) => !JDK.test(frame)) ?? frames[0] ?? 'no Java on the stack';
}

export function stackFrames({ frames, stacks }: ThreadDump, stack: number): readonly string[] {
  return (stacks[stack] ?? []).flatMap((frame) => frames[frame] ?? []);
}

export interface LockWords {
  readonly className: string;
  readonly owner: string | undefined;
  readonly waiters: readonly string[];
}

/** Locks that somebody waits for, the most wanted first. */
export function wantedLocks(dump: ThreadDump): readonly LockWords[] {
  const name = (thread: number): string => dump.threads[thread]?.name ?? '';
  return dump.locks
    .filter(({ waiters }) => waiters.length > 0)
    .map(({ className, owner, waiters }) => ({
      className,
      owner: owner === undefined ? undefined : name(owner),
      waiters: waiters.map(name),
    }))
    .sort((one, other) => other.waiters.length - one.waiters.length);
}
