/**
 * What is said with the program on its control socket. To it: records, each a count of fields (8 bits), then each field as its
 * length (32 bits, little endian) and its bytes. From it: lines of a word and two numbers, or `refused STEP ERRNO`.
 */
import type { Readable, Writable } from 'node:stream';

import { z } from 'zod';

export type RecordField = string | Uint8Array;

/** A step that the program could not take: its word for it, and the system's number for why. */
export class Refusal extends Error {
  readonly step: string;
  readonly errno: number;

  constructor(step: string, errno: number) {
    super(`${step}: errno ${String(errno)}`);
    this.name = 'Refusal';
    this.step = step;
    this.errno = errno;
  }
}

export type Reply =
  | { readonly word: 'running' | 'exited' | 'volume'; readonly first: number; readonly second: number }
  | { readonly word: 'refused'; readonly step: string; readonly errno: number };

const NumbersReply = z.tuple([z.enum(['running', 'exited', 'volume']), z.coerce.number(), z.coerce.number()]);
const RefusedReply = z.tuple([z.literal('refused'), z.string(), z.coerce.number()]);

const encoder = new TextEncoder();

export function encodeRecord(fields: readonly RecordField[]): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(fields.length)];
  for (const field of fields) {
    const bytes = typeof field === 'string' ? encoder.encode(field) : field;
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    parts.push(length, bytes);
  }
  return Buffer.concat(parts);
}

/** Undefined for a line that is none of the program's. */
export function parseReply(line: string): Reply | undefined {
  const words = line.split(' ');
  const numbers = NumbersReply.safeParse(words);
  if (numbers.success) return { word: numbers.data[0], first: numbers.data[1], second: numbers.data[2] };
  const refused = RefusedReply.safeParse(words);
  return refused.success ? { word: 'refused', step: refused.data[1], errno: refused.data[2] } : undefined;
}

export interface Control {
  send(...records: readonly (readonly RecordField[])[]): void;
  /** The next reply; undefined when the program has gone. One reader at a time. */
  next(): Promise<Reply | undefined>;
  /** Tells the program that the app does not want it any more. */
  close(): void;
}

export function openControl(socket: Readable & Writable): Control {
  const replies: Reply[] = [];
  let waiting: ((reply: Reply | undefined) => void) | undefined;
  let ended = false;
  let rest = '';
  const settle = (): void => {
    if (waiting === undefined || (replies.length === 0 && !ended)) return;
    const resolve = waiting;
    waiting = undefined;
    resolve(replies.shift());
  };
  socket.on('data', (bytes: Uint8Array) => {
    rest += Buffer.from(bytes).toString('latin1');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    replies.push(...lines.map(parseReply).filter((reply) => reply !== undefined));
    settle();
  });
  const end = (): void => {
    ended = true;
    settle();
  };
  // A program that has gone resets the socket: the same as its end.
  socket.on('error', end);
  socket.on('close', end);
  return {
    send: (...records) => {
      if (!socket.destroyed && !socket.writableEnded) socket.write(Buffer.concat(records.map(encodeRecord)));
    },
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
        settle();
      }),
    close: () => {
      socket.destroy();
    },
  };
}
