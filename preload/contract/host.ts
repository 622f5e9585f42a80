/** What the host (a desktop window or a browser page) can do. Asked for by feature, never by the host's name. */
import { z } from 'zod';

import { byteStream, call } from './kinds.ts';
import { RecordingRef } from './recording-questions.ts';

/** Each with an equivalent in the window where a host lacks it; see `renderer/bridge`. */
export type HostFeature =
  /** `host.chooseFile` opens the system's file dialog. */
  | 'openDialog'
  /** `host.saveFile` asks for a place and puts a file there. */
  | 'saveDialog'
  /** `host.revealFile` shows a file in the system's file manager. */
  | 'revealInFolder'
  /** `host.openFile` gives a file to the program that the system has for it. */
  | 'openFile'
  /** `host.openFileWith` asks for the program. */
  | 'chooseProgram'
  /** `host.dragFiles` starts a native drag of files and folders. */
  | 'nativeDrag'
  /** `transfers` can be fetched over HTTP with a single-use ticket: `host.transferLink`. */
  | 'transferLink'
  /** Links are opened by the system after the app has shown their target. */
  | 'openExternal';

export interface HostInfo {
  readonly features: readonly HostFeature[];
  readonly version: string;
  /** Node's `process.platform`. */
  readonly platform: string;
  readonly homeDirectory: string;
}

const FilePurpose = z.enum(['kubeconfig', 'manifest', 'recording']);

const TransferId = z.object({ transfer: z.string().min(1).max(64) });

/** A verified copy, or a recording that was opened here. Where either lies is known to the core only. */
const HandedFile = z.union([TransferId, RecordingRef]);
export type HandedFile = z.infer<typeof HandedFile>;

/** A picture or a table; a recording itself is saved by `saveTransfer`. */
const SAVED_LIMIT_BYTES = 512 * 1024 * 1024;

export const host = {
  info: call(z.object({})).returns<HostInfo>(),
  /** `undefined` path: the person cancelled. */
  chooseFile: call(z.object({ purpose: FilePurpose })).returns<{ readonly path?: string }>(),
  /** Text of a manifest the person chose or dropped; UTF-8, at most 4 MiB. */
  readManifest: call(z.object({ path: z.string().min(1).max(4096) })).returns<{ readonly text: string }>(),
  saveFile: call(HandedFile).returns<{ readonly path?: string }>(),
  revealFile: call(HandedFile).returns<Record<never, never>>(),
  /** PATH_DENIED for what would itself be run. A copy, unless the person has saved it: the proven file stays what it is. */
  openFile: call(HandedFile).returns<Record<never, never>>(),
  /** In a program that the person chooses now, whatever it is: an editor shows what a system would run. */
  openFileWith: call(HandedFile).returns<Record<never, never>>(),
  /** One native drag of all of them. */
  dragFiles: call(z.object({ files: z.array(HandedFile).min(1).max(256) })).returns<Record<never, never>>(),
  /** A path below the page's origin, good for one request within a minute. */
  transferLink: call(TransferId).returns<{ readonly path: string }>(),
  /** Something that the page made: asks for a place as `saveFile` does, then takes its bytes and ends when all are on the disk. */
  saveContent: byteStream(
    z.object({ fileName: z.string().min(1).max(255), sizeBytes: z.number().int().min(0).max(SAVED_LIMIT_BYTES) }),
    z.object({ base64: z.base64().max(64 * 1024) }),
  ).opens<{ readonly path?: string }>(),
  openExternal: call(z.object({ url: z.url({ protocol: /^https?$/ }).max(2048) })).returns<Record<never, never>>(),
};
