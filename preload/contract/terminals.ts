/** Terminal sessions. They live in main: a page may go away and come back to them. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { byteStream, call, itemStream } from './kinds.ts';
import { ContainerRef, KubeNamespaceRef } from './references.ts';

const Size = { columns: z.number().int().min(1).max(1000), rows: z.number().int().min(1).max(1000) };

export const TerminalSource = z.discriminatedUnion('kind', [
  /** The container's own process, as `kubectl attach -it`. */
  ContainerRef.extend({
    kind: z.literal('attach'),
    /** The container has just been added: try until it runs, or the person gives up. */
    starting: z.boolean().default(false),
  }),
  /** A new process in the container, as `kubectl exec -it`. */
  ContainerRef.extend({
    kind: z.literal('exec'),
    command: z.array(z.string().min(1).max(8192)).min(1).max(64),
    tty: z.boolean().default(true),
    /** As above. */
    starting: z.boolean().optional(),
  }),
  /** A shell on this machine whose kubectl points at the context and Kubernetes namespace. */
  KubeNamespaceRef.extend({ kind: z.literal('local') }),
]);
export type TerminalSource = z.output<typeof TerminalSource>;

/** How a terminal ended. Data, not an error: most endings are what the person wanted. */
export type TerminalEnd =
  | { readonly reason: 'exited'; readonly code: number }
  | { readonly reason: 'signalled'; readonly signal: string }
  /** The server's or the runtime's own words, such as `exec: "bash": executable file not found in $PATH`. */
  | { readonly reason: 'failed'; readonly message: string; readonly error: ErrorForm }
  /** The connection went away; the process may still be running. */
  | { readonly reason: 'lost'; readonly message: string }
  | { readonly reason: 'podGone'; readonly message: string }
  | { readonly reason: 'closedByUser' };

export type TerminalState =
  | { readonly state: 'connecting'; readonly since: string; readonly reason?: string }
  | { readonly state: 'open' }
  | { readonly state: 'reconnecting'; readonly since: string; readonly reason: string }
  | { readonly state: 'ended'; readonly end: TerminalEnd };

export interface TerminalInfo {
  readonly id: string;
  readonly source: TerminalSource;
  readonly state: TerminalState;
  readonly createdAt: string;
  readonly kubectl: string;
  /** Bytes that a slow reader lost; only attach ever drops, because holding back would stop the container. */
  readonly droppedBytes: number;
}

export const TerminalInput = z.discriminatedUnion('type', [
  /** Text as typed or pasted; sent as UTF-8. */
  z.object({ type: z.literal('text'), text: z.string().max(1024 * 1024) }),
  /** Bytes that are no text, as mouse reports in the old encoding: one character for each byte. */
  z.object({ type: z.literal('binary'), binary: z.string().max(65_536) }),
  z.object({ type: z.literal('resize'), ...Size }),
]);
export type TerminalInput = z.output<typeof TerminalInput>;

export interface TerminalOpened {
  /**
   * The bytes from here on are replayed until `replayBytes` of them have come: answers that the emulator gives to them
   * (cursor reports and the like) must not be sent.
   */
  readonly replayBytes: number;
  /** Offset of the first byte in all that the terminal ever printed. */
  readonly offset: number;
  /** The beginning is missing: start from a reset screen. */
  readonly trimmed: boolean;
}

export const terminals = {
  create: call(z.object({ source: TerminalSource, ...Size })).returns<TerminalInfo>(),
  /**
   * Output from `offset` on: 0 for all that is kept, or what a reader already has after a lost connection. Ends when the
   * terminal has ended and all has been read; several readers may be open at once.
   */
  open: byteStream(
    z.object({ terminal: z.string().max(64), offset: z.number().int().min(0).default(0), ...Size }),
    TerminalInput,
  ).opens<TerminalOpened>(),
  watch: itemStream(z.object({})).of<readonly TerminalInfo[]>(),
  /** Ends the session and forgets it. An attached container's process goes on; an exec'd one loses its terminal. */
  close: call(z.object({ terminal: z.string().max(64) })).returns<Record<never, never>>(),
};
