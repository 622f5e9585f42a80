/**
 * What crosses a transport. A conversation, client's frames on the left:
 *
 *     hello {protocol: 1}              →
 *                                      ← welcome {session: 'k3…', resumed: false}
 *     call {id: 1, 'debug', 'plan', …} →
 *                                      ← ok {id: 1, value: …}
 *     open {id: 2, 'terminals', 'open'}→
 *                                      ← opened {id: 2, value: {replayBytes: 0, …}}
 *                                      ← data {id: 2, bytes}          costs credit
 *     credit {id: 2, amount: 32768}    →                              after the bytes have been drawn
 *     up {id: 2, item: {type: 'text'}} →                              costs credit the other way
 *     close {id: 2}                    →                              or ← end {id: 2}, ← err {id: 2, …}
 *
 * The client chooses ids; each is used once in a connection.
 */
import { z } from 'zod';

import type { ErrorForm } from '../contract/errors.ts';

export type ServerFrame =
  | { readonly type: 'welcome'; readonly protocol: number; readonly session: string; readonly resumed: boolean }
  | { readonly type: 'refused'; readonly error: ErrorForm }
  | { readonly type: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly type: 'err'; readonly id: number; readonly error: ErrorForm }
  | { readonly type: 'opened'; readonly id: number; readonly value: unknown }
  | { readonly type: 'item'; readonly id: number; readonly item: unknown }
  | { readonly type: 'data'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'credit'; readonly id: number; readonly amount: number }
  | { readonly type: 'end'; readonly id: number };

const Id = z.number().int().min(1).max(0xffff_ffff);
const Name = z.string().min(1).max(64);

/** Frames from a page or a socket: untrusted. Inputs are checked again by the schema of their method. */
const ClientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), protocol: z.number().int(), session: z.string().max(128).optional() }),
  z.object({ type: z.literal('call'), id: Id, domain: Name, method: Name, input: z.unknown() }),
  z.object({ type: z.literal('open'), id: Id, domain: Name, method: Name, input: z.unknown() }),
  z.object({ type: z.literal('up'), id: Id, item: z.unknown() }),
  z.object({
    type: z.literal('credit'),
    id: Id,
    amount: z
      .number()
      .int()
      .min(1)
      .max(2 ** 24),
  }),
  z.object({ type: z.literal('close'), id: Id }),
]);
export type ClientFrame = z.output<typeof ClientFrame>;

export type Frame = ClientFrame | ServerFrame;

export function parseClientFrame(value: unknown): ClientFrame | undefined {
  const parsed = ClientFrame.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

const SERVER_TYPES: ReadonlySet<string> = new Set<ServerFrame['type']>([
  'welcome',
  'refused',
  'ok',
  'err',
  'opened',
  'item',
  'data',
  'credit',
  'end',
]);

/** The core's frames are ours: only the kind is looked at, so that a page of another version fails early. */
export function isServerFrame(value: unknown): value is ServerFrame {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    SERVER_TYPES.has(value.type)
  );
}
