/** Copies and recordings as the rows of one table. Pure. */
import type { FileRef, RecentRecording, Transfer } from '../../preload/contract/index.ts';
import { goneReason, looksLikeRecording } from '../recordings/index.ts';

export type FileKind = 'recording' | 'heapDump' | 'threadDump' | 'folder' | 'other';

export const KINDS: Readonly<Record<FileKind, string>> = {
  recording: 'recording',
  heapDump: 'heap dump',
  threadDump: 'thread dump',
  folder: 'folder',
  other: 'file',
};

export interface FetchedRow {
  readonly key: string;
  readonly fileName: string;
  readonly kind: FileKind;
  readonly sizeBytes: number;
  /** When it came, or was opened last where nobody knows. */
  readonly at: string;
  /** Absent of what was never in a container. */
  readonly source?: FileRef;
  /** Where it lies, of what is the person's own. */
  readonly path?: string;
  readonly sha256?: string;
  /** Both ends had that hash. */
  readonly isProven: boolean;
  /** Why it is here no more. */
  readonly gone?: string;
  readonly recording?: RecentRecording;
  readonly transfer?: Transfer;
}

const WHOLE: readonly Transfer['state'][] = ['verified', 'sizeOnly'];

export function fetchedRows(recent: readonly RecentRecording[], transfers: readonly Transfer[]): readonly FetchedRow[] {
  const whole = new Map(transfers.filter(({ state }) => WHOLE.includes(state)).map((each) => [each.id, each]));
  const opened = recent.map((each) => recordingRow(each, whole.get(each.transfer ?? '')));
  const shown = new Set(recent.map(({ transfer }) => transfer));
  const others = [...whole.values()].filter(({ id }) => !shown.has(id)).map(transferRow);
  return [...opened, ...others];
}

function recordingRow(recording: RecentRecording, transfer: Transfer | undefined): FetchedRow {
  const { fileName, sizeBytes, openedAt, source, from, path, sha256 } = recording;
  return {
    key: recording.recording,
    fileName,
    kind: 'recording',
    sizeBytes,
    at: transfer?.finishedAt ?? openedAt,
    isProven: transfer === undefined ? sha256 !== undefined : transfer.state === 'verified',
    recording,
    ...known({
      source,
      path: from === 'path' ? path : transfer?.savedAs,
      sha256,
      gone: goneReason(recording),
      transfer,
    }),
  };
}

function transferRow(transfer: Transfer): FetchedRow {
  const { id, fileName, isFolder, sizeBytes, finishedAt, startedAt, source, savedAs, sha256, isGone } = transfer;
  return {
    key: id,
    fileName,
    kind: isFolder ? 'folder' : kindOf(fileName),
    sizeBytes,
    at: finishedAt ?? startedAt,
    source,
    isProven: transfer.state === 'verified',
    transfer,
    ...known({
      path: savedAs,
      sha256,
      gone: isGone === true ? 'The app’s copy of it is gone.' : undefined,
    }),
  };
}

/** As the JVM's tools, and people who use them, name such files. */
function kindOf(fileName: string): FileKind {
  if (looksLikeRecording(fileName)) return 'recording';
  if (/\.hprof(\.gz)?$/i.test(fileName)) return 'heapDump';
  return /\.tdump$|\bthread-?s?(dump)?\b.*\.(txt|json)$/i.test(fileName) ? 'threadDump' : 'other';
}

function known<Facts extends object>(facts: Facts): { readonly [Key in keyof Facts]?: Exclude<Facts[Key], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never;
}

/** `pod` before `path`: that is what tells two of one name apart. */
export function sourceText({ source, path }: FetchedRow): string {
  return source === undefined ? (path ?? '') : `${source.pod} ${source.path}`;
}

/** Every word must be somewhere in what a row says of itself. */
export function matches(row: FetchedRow, filter: string): boolean {
  const { fileName, kind, source, path, sha256 } = row;
  const places = source === undefined ? [] : [source.context, source.kubeNamespace, source.pod, source.container];
  const text = [fileName, KINDS[kind], ...places, source?.path, path, sha256].join('\n').toLowerCase();
  const words = filter.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}
