import { AppError, cancelled } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import type { ChannelEnd, Cluster } from '../../kube/index.ts';
import type { Content, ContentEnd } from '../target-files.ts';
import { parseRecord } from './file-record.ts';
import { commandFor, refusal } from './run-in-target.ts';
import { REFUSAL, targetScript } from './target-script.ts';

/** What goes to stdout is hashed on the way, from the same bytes; without the tool it only goes. */
const SEND = `
send() {
  if command -v sha256sum >/dev/null 2>&1 && command -v tee >/dev/null 2>&1; then
    { "$@" | tee /dev/fd/3 | sha256sum | { read -r sum _; printf 'S %s\\n' "$sum" >&2; }; } 3>&1
  else
    "$@"
  fi
}
`;

/**
 * The content from `$3` to `$4` on stdout; on stderr the file's record before (`B`), its SHA-256 (`S`) and the record
 * after (`A`).
 */
const COPY = targetScript(`${SEND}
resolve "$path" all || exit $?
regular
stored
file=$root$found
printf 'B ' >&2; record "$file" >&2
from=$3 count=$(($4 - $3))
content() { dd if="$file" bs=65536 iflag=skip_bytes,count_bytes skip="$from" count="$count" 2>/dev/null; }
send content || exit 1
printf 'A ' >&2; record "$file" >&2
`);

/**
 * One tar's stream of a tree that nobody changes is the same each time; it is hashed as a whole and sent from the byte `$3` on.
 * Entries of other file systems would be taken along, so what has such beneath it is refused: the root, and the kernel's own.
 */
const ARCHIVE = targetScript(`${SEND}
resolve "$path" all || exit $?
[ -n "$found" ] && [ -d "$root$found/" ] || exit ${String(REFUSAL.notADirectory)}
stored
command -v tar >/dev/null 2>&1 || { echo 'tar: not found' >&2; exit 127; }
cd -P "$root$found/" || exit ${String(REFUSAL.denied)}
content() { tar -cf - . 2>/dev/null; printf 'T %s\\n' "$?" >&2; }
if [ "$3" -gt 0 ]; then
  command -v tail >/dev/null 2>&1 || { echo 'tail: not found' >&2; exit 127; }
  send content | tail -c "+$(($3 + 1))"
else
  send content
fi
`);

const STDERR_LIMIT = 16 * 1024;
/** No byte in this time while some are missing: the connection is taken for dead. */
const STALL_MS = 10_000;

export function copyContent(
  cluster: Cluster,
  file: FileRef,
  { offset, size }: { readonly offset: number; readonly size: number },
  signal: AbortSignal,
): Content {
  return run(cluster, file, commandFor(file, COPY, [String(offset), String(size)]), signal, (line) => {
    const [before, after] = [line('B'), line('A')];
    // All went well, it says, and the last word is missing: the tail of the stream was lost on the way.
    if (before === undefined || after === undefined) return undefined;
    const sizeAfter = parseRecord(after)?.sizeBytes;
    return { before, after, ...(sizeAfter === undefined ? {} : { sizeAfter }) };
  });
}

export function archiveContent(cluster: Cluster, file: FileRef, offset: number, signal: AbortSignal): Content {
  return run(cluster, file, commandFor(file, ARCHIVE, [String(offset)]), signal, (line) => {
    const code = line('T');
    if (code === undefined) return undefined;
    // GNU tar's word for files that changed meanwhile.
    return code === '0' ? {} : { before: 'some', after: 'others' };
  });
}

function run(
  cluster: Cluster,
  file: FileRef,
  command: readonly string[],
  signal: AbortSignal,
  read: (line: (letter: string) => string | undefined) => ContentEnd | undefined,
): Content {
  const settled = Promise.withResolvers<ContentEnd>();
  // Whoever reads the output only is told by it.
  settled.promise.catch(() => undefined);
  let sentBytes = 0;

  async function* output(): AsyncGenerator<Uint8Array, void, undefined> {
    let timer: NodeJS.Timeout | undefined;
    let close = (): void => undefined;
    try {
      const channel = await cluster.exec({ ...file, command, stdin: true, tty: false }, signal);
      close = channel.close;
      const stderr = readText(channel.stderr);
      const chunks = channel.stdout[Symbol.asyncIterator]();
      for (;;) {
        // Our own disk's time is not the connection's.
        timer = setTimeout(close, STALL_MS);
        const next = await chunks.next();
        clearTimeout(timer);
        if (next.done === true) break;
        sentBytes += next.value.length;
        yield next.value;
      }
      const [end, text] = await Promise.all([channel.end, stderr]);
      settled.resolve(endOf(end, text));
    } catch (error) {
      settled.reject(error);
      throw error;
    } finally {
      clearTimeout(timer);
      settled.reject(cancelled());
      close();
    }
  }

  function endOf(end: ChannelEnd, stderr: string): ContentEnd {
    const line = (letter: string): string | undefined => new RegExp(`^${letter} (.+)$`, 'm').exec(stderr)?.[1];
    if (signal.aborted) throw cancelled();
    if (end.reason === 'failed')
      throw new AppError('COMMAND_FAILED', end.message, { command: ['sh'], exitCode: 1, stderr: '' });
    if (end.reason === 'exited') throw refusal(file, end.code, stderr);
    const told = end.reason === 'succeeded' ? read(line) : undefined;
    if (told === undefined) {
      throw new AppError('STREAM_CUT', 'The connection to the container was cut.', { receivedBytes: sentBytes });
    }
    const sha256 = /^[0-9a-f]{64}$/.exec(line('S') ?? '')?.[0];
    return { ...told, ...(sha256 === undefined ? {} : { sha256 }), carriedBytes: sentBytes };
  }

  return { output: output(), end: settled.promise };
}

async function readText(source: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const bytes of source) {
    if (text.length < STDERR_LIMIT) text += Buffer.from(bytes).toString('latin1');
  }
  return text;
}
