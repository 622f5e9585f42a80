import { AppError, cancelled } from '../../preload/contract/errors.ts';
import type { FileRef } from '../../preload/contract/files.ts';
import type { ChannelEnd, Cluster } from '../kube/index.ts';
import { commandFor, refusal } from './run-in-target.ts';
import { targetScript } from './target-script.ts';

/**
 * The content from `$3` to `$4` on stdout; on stderr the file's record before (`B`), its SHA-256 (`S`) and the record
 * after (`A`). The sum is computed beside the copy, from the same blocks while they are in memory; a file that grew, whose sum
 * is of more than was copied, shows it in its record.
 */
const COPY = targetScript(`
resolve "$path" all || exit $?
regular
stored
file=$root$found
printf 'B ' >&2; record "$file" >&2
if command -v sha256sum >/dev/null 2>&1; then
  { sha256sum <"$file" | { read -r sum _; printf 'S %s\\n' "$sum" >&2; } } &
fi
dd if="$file" bs=65536 iflag=skip_bytes,count_bytes skip="$3" count="$(($4 - $3))" 2>/dev/null || exit 1
wait
printf 'A ' >&2; record "$file" >&2
`);

const STDERR_LIMIT = 16 * 1024;
/** No byte in this time while some are missing: the connection is taken for dead. */
const STALL_MS = 10_000;
/** The sum may take longer than the copy on a busy node: at least as fast as this. */
const SUM_BYTES_PER_MS = 5_000;

export interface CopyRequest {
  readonly file: FileRef;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly onReceived: () => void;
}

export type CopyOutcome =
  | { readonly outcome: 'complete'; readonly before: string; readonly after: string; readonly sha256?: string }
  /** What was received is good so far; go on from there. */
  | { readonly outcome: 'cut'; readonly before?: string };

/** One attempt. Throws what another attempt would meet again. */
export async function copyFile(cluster: Cluster, request: CopyRequest, signal: AbortSignal): Promise<CopyOutcome> {
  const { file, offset, sizeBytes, write, onReceived } = request;
  const command = commandFor(file, COPY, [String(offset), String(sizeBytes)]);
  const channel = await cluster.exec({ ...file, command, stdin: true, tty: false }, signal);
  let missing = sizeBytes - offset;
  let stderr = '';
  let timer: NodeJS.Timeout | undefined;
  const expect = (): void => {
    clearTimeout(timer);
    timer = setTimeout(channel.close, missing > 0 ? STALL_MS : STALL_MS + sizeBytes / SUM_BYTES_PER_MS);
  };
  const content = async (): Promise<void> => {
    for await (const bytes of channel.stdout) {
      // Our own disk's time is not the connection's.
      clearTimeout(timer);
      if (bytes.length > missing)
        throw new AppError('FILE_CHANGED', 'More came than was asked for.', { path: file.path });
      await write(bytes);
      missing -= bytes.length;
      if (missing === 0) onReceived();
      expect();
    }
  };
  const facts = async (): Promise<void> => {
    for await (const bytes of channel.stderr) {
      if (stderr.length < STDERR_LIMIT) stderr += Buffer.from(bytes).toString('latin1');
    }
  };
  try {
    expect();
    if (missing === 0) onReceived();
    const [end] = await Promise.all([channel.end, content(), facts()]);
    if (signal.aborted) throw cancelled();
    return outcomeOf(end, missing, stderr, file);
  } finally {
    clearTimeout(timer);
    channel.close();
  }
}

function outcomeOf(end: ChannelEnd, missing: number, stderr: string, file: FileRef): CopyOutcome {
  const line = (letter: string): string | undefined => new RegExp(`^${letter} (.+)$`, 'm').exec(stderr)?.[1];
  const before = line('B');
  const cut: CopyOutcome = { outcome: 'cut', ...(before === undefined ? {} : { before }) };
  switch (end.reason) {
    case 'lost':
    case 'closed':
      return cut;
    case 'failed':
      throw new AppError('COMMAND_FAILED', end.message, { command: ['sh'], exitCode: 1, stderr: '' });
    case 'exited':
      throw refusal(file, end.code, stderr);
    case 'succeeded': {
      const after = line('A');
      if (before === undefined || after === undefined) return cut;
      // All went well, and still not all came: shorter than it was, or the tail of the stream was lost on the way.
      if (missing > 0 && before === after) return cut;
      const sha256 = /^[0-9a-f]{64}$/.exec(line('S') ?? '')?.[0];
      return { outcome: 'complete', before, after, ...(sha256 === undefined ? {} : { sha256 }) };
    }
  }
}
