import { createHash, randomUUID } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import {
  AppError,
  encodeCallTree,
  type RecordingState,
  type recordings as recordingsContract,
  type RequestContext,
  type Service,
  type Session,
} from '../../preload/contract/index.ts';
import { checkRoom, createStaging, type StagedFile, type VerifiedCopy } from '../files/index.ts';
import { createLatestValue, type LatestValue } from '../streams/index.ts';
import type { Answer, Calls, Input } from './answers.ts';
import type { ReadingRequest } from './messages.ts';
import { findMissionControl, openInMissionControl, type MissionControlSearch } from './mission-control.ts';
import { createReaders, type Reader } from './reader.ts';
import { createRecentRecordings, type Remembered } from './recent-recordings.ts';
import { receiveFile } from './receive-file.ts';

/** Threads that hold a recording at a time; the one not asked for longest is read again when it is. */
const READERS = 4;
/** A file's chunks are found in a few milliseconds; who opens something slower, as an archive, is not kept waiting for its page. */
const FIRST_LOOK_MS = 80;

export interface RecordingsOptions {
  /** The app's own. */
  readonly folder: string;
  /** Throws unless it is a whole copy. */
  readonly verifiedFile: (transfer: string) => VerifiedCopy;
  readonly log: { warn(fields: object, message: string): void };
  readonly missionControl: MissionControlSearch;
  readonly now?: () => Date;
}

/** A recording's file, by what was known of it when it was opened here. */
export interface RecordingFile extends StagedFile {
  /** Its path, where it is the person's own and not the app's copy. */
  readonly own?: string;
}

export interface Recordings {
  readonly service: Service<typeof recordingsContract>;
  /** Throws if it was never opened here. */
  fileOf(recording: string): Promise<RecordingFile>;
  /** Ends every thread. */
  dispose(): Promise<void>;
}

interface OpenRecording {
  readonly request: ReadingRequest;
  readonly state: LatestValue<RecordingState>;
  readonly sessions: Set<string>;
  followers: number;
  reader: Reader | undefined;
  askedAt: number;
}

type Source = Parameters<Service<typeof recordingsContract>['open']>[0];
type Opened = Awaited<ReturnType<Service<typeof recordingsContract>['open']>>;
type Found = Pick<Remembered, 'path' | 'fileName' | 'from' | 'transfer' | 'source' | 'sha256'>;

export function createRecordings(options: RecordingsOptions): Recordings {
  const { folder, verifiedFile, log, missionControl, now = () => new Date() } = options;
  const staging = createStaging(join(folder, 'received'));
  const readers = createReaders();
  const opened = new Map<string, OpenRecording>();
  const received = new Map<string, { readonly path: string; readonly fileName: string; readonly session: string }>();
  const recent = createRecentRecordings(folder, (recording) => opened.has(recording));

  function find(recording: string): OpenRecording {
    const found = opened.get(recording);
    if (found === undefined) throw notOpen(recording);
    return found;
  }

  function readerOf(recording: string): Reader {
    const open = find(recording);
    open.askedAt = performance.now();
    const isNew = open.reader === undefined;
    open.reader ??= readers.start(open.request, (state) => {
      open.state.set(state);
      if (state.phase === 'ready' && (state.readings === 1 || !isGrowing(state))) remember(recording, state);
    });
    if (isNew && open.followers > 0) open.reader.follow(true);
    retireOldest();
    return open.reader;
  }

  function retireOldest(): void {
    const reading = [...opened.values()].filter(({ reader }) => reader !== undefined);
    if (reading.length <= READERS) return;
    const [oldest] = reading.sort((a, b) => a.askedAt - b.askedAt);
    void oldest?.reader?.dispose();
    if (oldest !== undefined) oldest.reader = undefined;
  }

  function remember(recording: string, { events, index }: RecordingState): void {
    const durationMs = index?.durationMs;
    recent.change(recording, { events, ...(durationMs === undefined ? {} : { durationMs }) }).catch(warn);
  }

  const warn = (error: unknown): void => {
    log.warn({ reason: String(error) }, 'the list of recent recordings could not be written');
  };

  async function locate(source: Source, session: Session): Promise<Found> {
    switch (source.from) {
      case 'transfer': {
        const { path, fileName, source: origin, sha256 } = verifiedFile(source.transfer);
        return { path, fileName, from: 'transfer', transfer: source.transfer, source: origin, sha256 };
      }
      case 'path':
        return { path: source.path, fileName: basename(source.path), from: 'path' };
      case 'received': {
        const file = received.get(source.received);
        if (file?.session !== session.id) throw notOpen(source.received);
        return { path: file.path, fileName: file.fileName, from: 'received' };
      }
      default: {
        const known = await recent.find(source.recording);
        if (known === undefined) throw notOpen(source.recording);
        const { path, fileName, from, transfer, source: origin, sha256 } = known;
        return { path, fileName, from, transfer, source: origin, sha256 };
      }
    }
  }

  async function open(source: Source, session: Session): Promise<Opened> {
    const found = await locate(source, session);
    const { path, fileName } = found;
    const { recording: named, sizeBytes } = await identify(path);
    // One that is open stays itself although its file has grown.
    const recording = source.from === 'recent' && opened.has(source.recording) ? source.recording : named;
    const entry = opened.get(recording) ?? {
      request: { path, fileName, overviews: join(folder, 'overviews') },
      state: createLatestValue<RecordingState>({
        phase: 'opening',
        doneBytes: 0,
        totalBytes: sizeBytes,
        events: 0,
        readings: 0,
      }),
      sessions: new Set<string>(),
      followers: 0,
      reader: undefined,
      askedAt: 0,
    };
    if (!entry.sessions.has(session.id)) {
      // First: it throws if the session has ended, and then there must be nothing to leave.
      session.onEnd(() => leave(recording, session.id));
      entry.sessions.add(session.id);
    }
    opened.set(recording, entry);
    const reader = readerOf(recording);
    const overview = await reader.overview(FIRST_LOOK_MS);
    // Not waited for, and not before: a person waits for the recording, not for the list.
    recent.put({ ...found, recording, sizeBytes, openedAt: now().toISOString() }).catch(warn);
    return overview === undefined ? { recording } : { recording, overview };
  }

  /** The last session that leaves takes the thread with it. */
  async function leave(recording: string, session: string): Promise<void> {
    const entry = opened.get(recording);
    if (entry?.sessions.delete(session) !== true || entry.sessions.size > 0) return;
    opened.delete(recording);
    entry.state.set({ ...entry.state.current, phase: 'closed' });
    await entry.reader?.dispose();
    await recent.refresh();
  }

  /** Until it is called back. */
  function followed(recording: string): () => void {
    const entry = find(recording);
    entry.followers += 1;
    if (entry.followers === 1) {
      const { unfollowed: _, ...state } = entry.state.current;
      entry.state.set(state);
      readerOf(recording).follow(true);
    }
    return () => {
      entry.followers -= 1;
      if (entry.followers === 0) entry.reader?.follow(false);
    };
  }

  const ask =
    <Name extends keyof Calls>(question: Name) =>
    (input: Input<Name>, { signal }: RequestContext): Promise<Answer<Name>> =>
      readerOf(input.recording).ask(question, input, signal);

  async function fileOf(recording: string): Promise<RecordingFile> {
    const known = await recent.find(recording);
    if (known === undefined) throw notOpen(recording);
    const { path, fileName, from } = known;
    return { path, fileName, isFolder: false, ...(from === 'path' ? { own: path } : {}) };
  }

  const service: Service<typeof recordingsContract> = {
    recent: (_input, { signal }) => {
      readers.prepare();
      return recent.watch(signal);
    },
    forget: async ({ recording }, { session }) => {
      await leave(recording, session.id);
      await recent.remove(recording);
      return {};
    },
    open: (source, { session }) => open(source, session),
    receive: async function* ({ fileName, sizeBytes }, { session, opened: tell, up }) {
      const id = randomUUID();
      const place = await staging.folderFor(id);
      session.onEnd(() => {
        received.delete(id);
        return staging.remove(id);
      });
      await checkRoom(place, sizeBytes);
      tell({ received: id });
      const path = join(place, 'recording.jfr');
      await receiveFile(path, sizeBytes, up);
      received.set(id, { path, fileName, session: session.id });
      yield* [];
    },
    watch: async function* ({ recording }, { signal }) {
      for await (const state of find(recording).state.watch(signal)) {
        yield state;
        if (state.phase !== 'opening' && state.phase !== 'reading') return;
      }
    },
    follow: async function* ({ recording }, { signal }) {
      const release = followed(recording);
      try {
        for await (const state of find(recording).state.watch(signal)) {
          if (state.unfollowed !== undefined) throw AppError.from(state.unfollowed);
          yield state;
          if (state.phase === 'failed' || state.phase === 'closed') return;
          if (state.phase === 'ready' && !isGrowing(state)) return;
        }
      } finally {
        release();
      }
    },
    close: async ({ recording }, { session }) => {
      await leave(recording, session.id);
      return {};
    },
    overview: ask('overview'),
    findings: ask('findings'),
    hotMethods: ask('hotMethods'),
    callTree: async function* (input, { signal, opened: tell }) {
      const { opened: facts, tree } = await readerOf(input.recording).ask('callTree', input, signal);
      const bytes = encodeCallTree(tree);
      tell({ ...facts, bytes: bytes.length });
      yield bytes;
    },
    weights: ask('weights'),
    collections: ask('collections'),
    runtime: ask('runtime'),
    threads: ask('threads'),
    lifelines: ask('lifelines'),
    series: ask('series'),
    eventTypes: ask('eventTypes'),
    events: ask('events'),
    event: ask('event'),
    histogram: ask('histogram'),

    missionControl: async () => {
      const path = await findMissionControl(missionControl);
      return path === undefined ? {} : { path };
    },
    openInMissionControl: async ({ recording }) => {
      const { path } = await fileOf(recording);
      const program = await findMissionControl(missionControl);
      if (program === undefined) {
        throw new AppError('TOOL_MISSING', 'JDK Mission Control is not found on this machine.', { tool: 'jmc' });
      }
      await openInMissionControl(program, path);
      return {};
    },
  };

  return {
    service,
    fileOf,
    dispose: async () => {
      await Promise.all([...opened.values()].flatMap(({ reader }) => (reader === undefined ? [] : [reader.dispose()])));
      await readers.dispose();
      await staging.dispose();
    },
  };
}

function isGrowing({ index }: RecordingState): boolean {
  return index?.state === 'growing';
}

/** The same file unchanged has the same name again; throws where there is none. */
async function identify(path: string): Promise<{ readonly recording: string; readonly sizeBytes: number }> {
  const real = await realpath(path).catch((cause: unknown) => {
    throw new AppError('PATH_NOT_FOUND', `${path} cannot be read.`, { path }, { cause });
  });
  const facts = await stat(real);
  if (!facts.isFile()) throw new AppError('NOT_A_FILE', `${path} is not a file.`, { path });
  const identity = JSON.stringify([real, facts.size, facts.mtimeMs, facts.ino]);
  return { recording: createHash('sha256').update(identity).digest('hex').slice(0, 32), sizeBytes: facts.size };
}

function notOpen(recording: string): AppError {
  return new AppError('NOT_FOUND', 'This recording is not open.', { resource: 'recordings', name: recording });
}
