/** What is known of a transfer, beside its bytes: enough to go on with it, or to offer the file, after the app was started anew. */
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { FileRef, type Transfer } from '../../../preload/contract/files.ts';

const JOURNAL = 'transfer.json';
const VERSION = 1;

/** The state of the source when the copy began. */
export const SourceState = z.object({
  way: z.enum(['program', 'shell']),
  sizeBytes: z.number().int().min(0),
  inode: z.string().max(32),
  modifiedSeconds: z.number(),
  identity: z.string().max(512),
  isExecutable: z.boolean().optional(),
});
export type SourceState = z.infer<typeof SourceState>;

const KEPT_STATES = ['paused', 'failed', 'changed', 'verified', 'sizeOnly'] as const;

const Entry = z.object({
  version: z.literal(VERSION),
  /** Process number of the app that works on it. */
  owner: z.number().int(),
  transfer: z.object({
    id: z.uuid(),
    source: FileRef,
    isFolder: z.boolean(),
    fileName: z
      .string()
      .min(1)
      .max(255)
      .refine((name) => !/[/\\\0]/.test(name) && name !== '.' && name !== '..'),
    sizeBytes: z.number().min(0),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    state: z.enum(KEPT_STATES),
    way: z.enum(['program', 'shell']).optional(),
    sha256: z.string().optional(),
    remoteSha256: z.string().optional(),
    change: z.enum(['grew', 'truncated', 'rewritten', 'replaced']).optional(),
    isEarlierState: z.literal(true).optional(),
    leftOut: z.number().optional(),
    savedAs: z.string().max(4096).optional(),
    kubectl: z.string().max(32_768),
  }),
  start: SourceState.optional(),
});
export type JournalEntry = z.infer<typeof Entry>;

/** What is running when the app ends can be gone on with. */
function keptState(state: Transfer['state']): JournalEntry['transfer']['state'] | undefined {
  if (state === 'cancelled') return undefined;
  return KEPT_STATES.find((kept) => kept === state) ?? 'paused';
}

/** Written beside and renamed over: a crash leaves the old one whole. */
export async function writeJournal(folder: string, transfer: Transfer, start: SourceState | undefined): Promise<void> {
  const state = keptState(transfer.state);
  if (state === undefined) return;
  const entry = { version: VERSION, owner: process.pid, transfer: { ...transfer, state }, start };
  const path = join(folder, JOURNAL);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(entry));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

export interface KeptTransfer {
  readonly entry: JournalEntry;
  readonly folder: string;
}

/** Those of apps that are gone. Folders whose journal says nothing that can be used are removed: nobody could ever go on. */
export async function readJournals(
  root: string,
  options: { readonly isAlive: (pid: number) => boolean; readonly before: Date },
): Promise<readonly KeptTransfer[]> {
  const kept: KeptTransfer[] = [];
  for (const name of await readdir(root)) {
    const folder = join(root, name);
    const entry = await readEntry(folder);
    if (entry !== undefined && entry.owner !== process.pid && options.isAlive(entry.owner)) continue;
    const isUsable = entry?.transfer.id === name && new Date(entry.transfer.startedAt) > options.before;
    if (isUsable) kept.push({ entry, folder });
    else if (/^[0-9a-f-]{36}$|^run-\d+$/.test(name)) await rm(folder, { recursive: true, force: true });
  }
  return kept;
}

async function readEntry(folder: string): Promise<JournalEntry | undefined> {
  try {
    return Entry.parse(JSON.parse(await readFile(join(folder, JOURNAL), 'utf8')));
  } catch {
    return undefined;
  }
}
