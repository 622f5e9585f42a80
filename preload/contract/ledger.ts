/** What the app has left behind in clusters, from the clusters themselves joined with this machine's journal. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { call, itemStream } from './kinds.ts';
import { ContextName, ContextRef, type KubectlLine } from './references.ts';

export const LedgerKind = z.enum(['debugContainer', 'podCopy', 'nodePod', 'sharedProcesses', 'file']);
export type LedgerKind = z.infer<typeof LedgerKind>;

/** `enter`: a shell in it; `stop`: its process ends, it stays; `remove`: it goes; `putBack`: the former state is restored. */
export const LedgerAction = z.enum(['enter', 'stop', 'remove', 'putBack']);
export type LedgerAction = z.infer<typeof LedgerAction>;

/** `present`: there, and nothing that could run; `gone`: with its pod, or taken away. */
export type LedgerState =
  | { readonly state: 'running' | 'present' | 'waiting' | 'unknown'; readonly reason?: string }
  | { readonly state: 'ended' | 'gone'; readonly reason?: string; readonly at?: string };

export interface LedgerEntry {
  readonly id: string;
  readonly kind: LedgerKind;
  readonly context: string;
  readonly kubeNamespace: string;
  /** The pod that it is in, or is; a workload's name for `sharedProcesses`. */
  readonly pod: string;
  readonly podUid: string;
  /** Name of the container, pod or workload; path of the file. */
  readonly name: string;
  /** For a file: the container that commands ran in. For a debug container: itself. */
  readonly container?: string;
  readonly image?: string;
  /** Who, in the words of whoever kept it: `kesako` is the field manager. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** When it ends or should be removed; ISO 8601. */
  readonly expiresAt?: string;
  /** `journal`: only this machine knows; `cluster`: another machine's, or this one's journal was lost. */
  readonly source: 'journal' | 'cluster' | 'both';
  readonly state: LedgerState;
  readonly actions: readonly LedgerAction[];
  /** What cannot be undone, in a sentence. */
  readonly permanent?: string;
  readonly details: Readonly<Record<string, string>>;
  /** What a person would have typed to do it. */
  readonly kubectl: KubectlLine;
}

/** What is over. `gone`: with its pod; `forgotten`: it may still be there, and is not spoken of any more. */
export const LedgerClosing = z.enum(['removed', 'stopped', 'putBack', 'gone', 'forgotten']);
export type LedgerClosing = z.infer<typeof LedgerClosing>;

export interface PastEntry extends Pick<
  LedgerEntry,
  'id' | 'kind' | 'context' | 'kubeNamespace' | 'pod' | 'name' | 'image' | 'by' | 'at' | 'details' | 'kubectl'
> {
  readonly how: LedgerClosing;
  /** ISO 8601. */
  readonly closedAt: string;
}

export interface LedgerView {
  /** Newest first. */
  readonly entries: readonly LedgerEntry[];
  /** What this machine's journal knows to be over, the last one first. */
  readonly past: readonly PastEntry[];
  /** Contexts whose own part could not be read, or only in part. */
  readonly problems: readonly { readonly context: string; readonly error: ErrorForm }[];
  /** Contexts that have not answered yet. */
  readonly pending: readonly string[];
}

export interface LedgerPlan {
  /** Of the object before and after, as YAML; both empty when nothing of an object's text changes. */
  readonly before: string;
  readonly after: string;
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
  readonly refusal?: ErrorForm;
  readonly kubectl: KubectlLine;
}

/** A fact about an action under way. */
export interface LedgerStep {
  readonly at: string;
  readonly sentence: string;
  readonly done: boolean;
}

const ActionInput = ContextRef.extend({ id: z.string().min(1).max(512), action: LedgerAction });

export const ledger = {
  /** Of these contexts what their clusters say, of all others what the journal knows. */
  watch: itemStream(
    z.object({
      contexts: z.array(ContextName).max(64),
      /** Only these, and only what they need is read of the clusters; absent: all. */
      kinds: z.array(LedgerKind).min(1).optional(),
    }),
  ).of<LedgerView>(),
  /** What an action would change; changes nothing. */
  plan: call(ActionInput).returns<LedgerPlan>(),
  /** Does it and follows it to its end. */
  act: itemStream(ActionInput).of<LedgerStep>(),
  /**
   * Speaks no more of an entry; the cluster keeps what it has. Of one that is over, its line in the journal goes: what was
   * forgotten and is still there is then spoken of again.
   */
  forget: call(z.object({ id: z.string().min(1).max(512) })).returns<Record<never, never>>(),
  /** The view as text, with the kubectl line of each step. */
  export: call(z.object({ contexts: z.array(ContextName).max(64), format: z.enum(['markdown', 'json']) })).returns<{
    readonly fileName: string;
    readonly text: string;
  }>(),
};
