/** What a container has printed, line by line as a node writes it down, the oldest of it forgotten at a limit. */

/** Of one run of one container; a real node rotates its files too, at 10 MiB. */
const LIMIT_BYTES = 512 * 1024;
/** A piece without a line's end is written down as soon as it is so long, as containerd does. */
const LINE_LIMIT_BYTES = 16 * 1024;
const NEWLINE = 10;

export interface LogSelection {
  readonly tailLines?: number | undefined;
  readonly limitBytes?: number | undefined;
  /** Milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly timestamps: boolean;
}

export interface ContainerLog {
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  /** Nothing more comes: a last line without an end is one. */
  finish(): void;
  /** What is there now. */
  read(selection: LogSelection): Buffer;
  /** Tells what is written from now on; returns how to stop. */
  follow(selection: Pick<LogSelection, 'timestamps'>, listener: (text: Buffer) => void): () => void;
}

interface Line {
  readonly at: number;
  readonly bytes: Buffer;
}

export function createContainerLog(now: () => number = Date.now): ContainerLog {
  const lines: Line[] = [];
  const listeners = new Set<(line: Line) => void>();
  let kept = 0;
  /** The beginning of a line is not written down before its end, as on a node. */
  const unfinished = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };

  function add(bytes: Buffer): void {
    const line = { at: now(), bytes };
    lines.push(line);
    kept += bytes.length;
    while (kept > LIMIT_BYTES && lines.length > 1) kept -= lines.shift()?.bytes.length ?? 0;
    for (const listener of [...listeners]) listener(line);
  }

  return {
    write: (stream, bytes) => {
      let rest = Buffer.concat([unfinished[stream], bytes]);
      for (;;) {
        const end = rest.indexOf(NEWLINE);
        const length = end < 0 || end >= LINE_LIMIT_BYTES ? LINE_LIMIT_BYTES : end + 1;
        if (rest.length < length) break;
        add(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
      unfinished[stream] = Buffer.from(rest);
    },
    finish: () => {
      for (const rest of [unfinished.stdout, unfinished.stderr]) if (rest.length > 0) add(rest);
      unfinished.stdout = Buffer.alloc(0);
      unfinished.stderr = Buffer.alloc(0);
    },
    read: ({ tailLines, limitBytes, since, timestamps }) => {
      const all = lines.filter(({ at }) => since === undefined || at >= since);
      const chosen = tailLines === undefined ? all : all.slice(Math.max(0, all.length - tailLines));
      const text = Buffer.concat(chosen.map((line) => printed(line, timestamps)));
      return limitBytes === undefined ? text : text.subarray(0, limitBytes);
    },
    follow: ({ timestamps }, listener) => {
      const tell = (line: Line): void => {
        listener(printed(line, timestamps));
      };
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

function printed({ at, bytes }: Line, timestamps: boolean): Buffer {
  return timestamps ? Buffer.concat([Buffer.from(`${nanosecondTime(at)} `), bytes]) : bytes;
}

/** As the kubelet writes a time in a log. */
function nanosecondTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '000000Z');
}
