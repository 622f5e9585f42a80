/** The one contract between the window and the core, the same over every transport. */
import { contexts } from './contexts.ts';
import { debug } from './debug.ts';
import { files } from './files.ts';
import { host } from './host.ts';
import { jvm } from './jvm.ts';
import { ledger } from './ledger.ts';
import { namespaces } from './namespaces.ts';
import { practice } from './practice.ts';
import { recipes } from './recipes.ts';
import { recordings } from './recordings.ts';
import { settings } from './settings.ts';
import { terminals } from './terminals.ts';
import { workloads } from './workloads.ts';

/** Raised with every change that an older page or core would misread; both refuse to talk across a difference. */
export const PROTOCOL_VERSION = 2;

export const contract = {
  contexts,
  debug,
  files,
  host,
  jvm,
  ledger,
  namespaces,
  practice,
  recipes,
  recordings,
  settings,
  terminals,
  workloads,
};
export type KesakoContract = typeof contract;

export * from './entry-columns.ts';
export * from './errors.ts';
export * from './kinds.ts';
export * from './references.ts';
export * from './contexts.ts';
export * from './debug-wishes.ts';
export * from './debug.ts';
export * from './file-comparison.ts';
export * from './files.ts';
export * from './host.ts';
export * from './jvm.ts';
export * from './jvm-answers.ts';
export * from './jvm-recordings.ts';
export * from './ledger.ts';
export * from './namespaces.ts';
export * from './practice.ts';
export * from './recordings.ts';
export * from './recipes.ts';
export * from './recording-answers.ts';
export * from './recording-events.ts';
export * from './recording-overview.ts';
export * from './recording-questions.ts';
export * from './call-tree.ts';
export * from './pod-copies.ts';
export * from './secret-name.ts';
export * from './settings.ts';
export * from './shared-processes.ts';
export * from './terminals.ts';
export * from './workloads.ts';
