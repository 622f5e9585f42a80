import type { JavaThread, JavaThreadState, ThreadDump } from '../../../preload/contract/jvm-answers.ts';
import { JAVA_THREAD_STATES } from '../../../preload/contract/jvm-answers.ts';
import { findDeadlocks } from './find-deadlocks.ts';

/** A hostile dump may say anything; a real one has some ten thousand threads and as many frames each at the very most. */
const THREAD_LIMIT = 200_000;
const FRAME_LIMIT = 2_000;
const NAME_LIMIT = 400;

const HEADER = /^"(.*)" (?:#(\d{1,9}) )?(?:\[\d{1,9}\] )?(daemon )?(?:prio=-?\d+ )?(?:os_prio=.*)$/;
const STATE = /^ {3}java\.lang\.Thread\.State: ([A-Z_]{3,14})(?: \((.{1,64})\))?/;
const LOCK =
  /^\t- (locked|waiting to lock|waiting to re-lock in wait\(\)|waiting on|parking to wait for) {1,2}<(0x[0-9a-f]{1,16})> \(a (.{1,400})\)$/;
const SYNCHRONIZER = /^\t- <(0x[0-9a-f]{1,16})> \(a (.{1,400})\)$/;
/** What follows all threads. */
const END = /^(?:JNI global ref|Found (?:one|\d+) .*deadlock)/;

interface Draft {
  readonly header: RegExpExecArray;
  readonly line: string;
  state?: JavaThreadState;
  detail?: string;
  readonly frames: number[];
  waitsFor?: number;
  /** In `Object.wait`: it needs a word from somebody, not the lock. */
  isToBeTold: boolean;
  readonly holds: Set<number>;
}

interface LockDraft {
  readonly address: string;
  readonly className: string;
  owner?: number;
  readonly waiters: number[];
}

/** `Thread.print -l`. Equal frames and equal stacks are told once. */
export function parseThreadDump(text: string, at: string): ThreadDump {
  const frames = numbering<string>((frame) => frame);
  const stacks = numbering<readonly number[]>((stack) => stack.join(','));
  const locks = numbering<LockDraft>(({ address }) => address);
  const threads: JavaThread[] = [];
  let machine = '';
  let draft: Draft | undefined;

  const lockOf = (address: string, className: string): number => locks.number({ address, className, waiters: [] });

  function finish(): void {
    if (draft === undefined) return;
    const index = threads.length;
    const { state, detail, frames: stack, waitsFor, isToBeTold, holds } = draft;
    // Object.wait has let go of what it says to have locked.
    if (waitsFor !== undefined) holds.delete(waitsFor);
    for (const lock of holds) {
      const held = locks.all[lock];
      if (held !== undefined) held.owner ??= index;
    }
    if (waitsFor !== undefined && !isToBeTold) locks.all[waitsFor]?.waiters.push(index);
    threads.push({
      ...readHeader(draft.header, draft.line),
      ...(state === undefined ? {} : { state }),
      ...(detail === undefined ? {} : { detail }),
      stack: stacks.number(stack),
      ...(waitsFor === undefined ? {} : { waitsFor }),
      holds: [...holds],
    });
    draft = undefined;
  }

  for (const line of linesOf(text)) {
    if (line.startsWith('"')) {
      finish();
      const header = HEADER.exec(line);
      if (header !== null && threads.length < THREAD_LIMIT)
        draft = { header, line, frames: [], isToBeTold: false, holds: new Set() };
    } else if (line.startsWith('\tat ')) {
      if (draft !== undefined && draft.frames.length < FRAME_LIMIT) draft.frames.push(frames.number(line.slice(4)));
    } else if (line.startsWith('\t- ')) {
      if (draft !== undefined) readLock(draft, line, lockOf);
    } else if (line.startsWith('   java.lang')) {
      if (draft !== undefined) readState(draft, line);
    } else if (line.startsWith('Full thread dump ')) {
      machine = line.slice('Full thread dump '.length, -1).slice(0, NAME_LIMIT);
    } else if (END.test(line)) {
      finish();
      break;
    }
  }
  finish();
  return {
    at,
    machine,
    frames: frames.all,
    stacks: stacks.all,
    threads,
    locks: locks.all,
    deadlocks: findDeadlocks(locks.all),
  };
}

function readState(draft: Draft, line: string): void {
  const [, word, detail] = STATE.exec(line) ?? [];
  const state = JAVA_THREAD_STATES.find((candidate) => candidate === word);
  if (state !== undefined) draft.state = state;
  if (detail !== undefined) draft.detail = detail;
}

function readLock(draft: Draft, line: string, lockOf: (address: string, className: string) => number): void {
  const [, how, address, className] = LOCK.exec(line) ?? [];
  if (how !== undefined && address !== undefined && className !== undefined) {
    const lock = lockOf(address, className);
    if (how === 'locked') draft.holds.add(lock);
    else {
      draft.waitsFor = lock;
      draft.isToBeTold = how === 'waiting on';
    }
    return;
  }
  const [, owned, ownedClass] = SYNCHRONIZER.exec(line) ?? [];
  if (owned !== undefined && ownedClass !== undefined) draft.holds.add(lockOf(owned, ownedClass));
}

function readHeader(
  [, name = '', number, daemon]: RegExpExecArray,
  line: string,
): Pick<JavaThread, 'name' | 'number' | 'isDaemon' | 'nativeId' | 'cpuMs' | 'elapsedSeconds'> {
  const rest = line.slice(name.length + 2);
  const native = /\bnid=(0x[0-9a-f]{1,8}|\d{1,10})\b/.exec(rest)?.[1];
  const cpu = /\bcpu=(\d+(?:\.\d+)?)ms\b/.exec(rest)?.[1];
  const elapsed = /\belapsed=(\d+(?:\.\d+)?)s\b/.exec(rest)?.[1];
  return {
    name: name.slice(0, NAME_LIMIT),
    ...(number === undefined ? {} : { number: Number(number) }),
    isDaemon: daemon !== undefined,
    ...(native === undefined ? {} : { nativeId: Number(native) }),
    ...(cpu === undefined ? {} : { cpuMs: Number(cpu) }),
    ...(elapsed === undefined ? {} : { elapsedSeconds: Number(elapsed) }),
  };
}

interface Numbering<Item> {
  readonly all: Item[];
  /** Its index, the same for equal items. */
  number(item: Item): number;
}

function numbering<Item>(keyOf: (item: Item) => string): Numbering<Item> {
  const all: Item[] = [];
  const indexes = new Map<string, number>();
  return {
    all,
    number: (item) => {
      const key = keyOf(item);
      const known = indexes.get(key);
      if (known !== undefined) return known;
      indexes.set(key, all.length);
      return all.push(item) - 1;
    },
  };
}

/** Without an array of all of them: a dump may have tens of megabytes. */
function* linesOf(text: string): Generator<string, void, undefined> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    yield text.slice(at, stop);
    at = stop + 1;
  }
}
