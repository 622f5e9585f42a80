/** Kubeconfig files, the contexts in them, and how each cluster answers. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { call, itemStream } from './kinds.ts';
import { ContextRef, KubeNamespaceRef } from './references.ts';

export interface ContextInfo {
  readonly name: string;
  readonly cluster: string;
  /** Where the API server is; empty when the entry is broken. */
  readonly server: string;
  readonly user: string;
  /** The context's Kubernetes namespace, `default` when it names none. */
  readonly kubeNamespace: string;
  /** The file that the context's entry came from. */
  readonly file: string;
  /** `insecure-skip-tls-verify`: a permanent red mark. */
  readonly insecure: boolean;
  /** How the person is known: `certificate`, `token`, `exec: aws`… without any secret. */
  readonly authentication: string;
  /** `as` of the kubeconfig's user. */
  readonly impersonates?: string;
  readonly proxy?: string;
  /** Why this context cannot be used; the others are not affected. */
  readonly problem?: ErrorForm;
}

export interface KubeconfigFile {
  readonly path: string;
  readonly origin: 'KUBECONFIG' | 'default' | 'added' | 'practice';
  readonly contexts: number;
  readonly problem?: ErrorForm;
}

export interface ContextsSnapshot {
  readonly contexts: readonly ContextInfo[];
  readonly files: readonly KubeconfigFile[];
  readonly currentContext?: string;
}

/** `connecting` first; `live` from the first answer; `stale`: what is shown is old, trying again; `needsYou`: see `problem`. */
export interface ContextStatus {
  readonly state: 'connecting' | 'live' | 'stale' | 'needsYou';
  /** Such as `v1.34.4`. */
  readonly version?: string;
  readonly latencyMs?: number;
  readonly problem?: ErrorForm;
  /** When the next try is made; ISO 8601. */
  readonly retryAt?: string;
}

export const AccessQuestion = z.object({
  verb: z.string().min(1).max(32),
  group: z.string().max(253).default(''),
  resource: z.string().min(1).max(253),
  subresource: z.string().max(253).optional(),
  name: z.string().max(253).optional(),
});
export type AccessQuestion = z.infer<typeof AccessQuestion>;

export interface AccessAnswer {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly allowed: boolean;
  /** The server's own reason, where it gave one; or why the question could not be asked. */
  readonly reason?: string;
}

export const contexts = {
  watch: itemStream(z.object({})).of<ContextsSnapshot>(),
  /** Connects while it is watched, and says how it goes. */
  status: itemStream(ContextRef).of<ContextStatus>(),
  /** Try again at once, also after `needsYou`. */
  reconnect: call(ContextRef).returns<Record<never, never>>(),
  access: call(KubeNamespaceRef.extend({ questions: z.array(AccessQuestion).min(1).max(32) })).returns<
    readonly AccessAnswer[]
  >(),
  addKubeconfig: call(z.object({ path: z.string().min(1).max(4096) })).returns<KubeconfigFile>(),
  removeKubeconfig: call(z.object({ path: z.string().min(1).max(4096) })).returns<Record<never, never>>(),
};
