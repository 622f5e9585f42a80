/** How the user interface names things of a cluster. Names are checked for shape and length only; the server decides. */
import { z } from 'zod';

/** Longest name that a kubeconfig may give a context; kubectl has no limit, a window has. */
const CONTEXT_NAME_LIMIT = 1024;
/** RFC 1123 subdomain, the longest form of an object's name. */
const OBJECT_NAME_LIMIT = 253;

const objectName = z
  .string()
  .min(1)
  .max(OBJECT_NAME_LIMIT)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be a lower-case RFC 1123 name');

export const ContextName = z.string().min(1).max(CONTEXT_NAME_LIMIT);
const KubeNamespaceName = objectName.max(63);

export const ContextRef = z.object({ context: ContextName });
export const KubeNamespaceRef = ContextRef.extend({ kubeNamespace: KubeNamespaceName });
export const PodRef = KubeNamespaceRef.extend({ pod: objectName });
export const ContainerRef = PodRef.extend({ container: objectName.max(63) });

export type ContextRef = z.infer<typeof ContextRef>;
export type KubeNamespaceRef = z.infer<typeof KubeNamespaceRef>;
export type PodRef = z.infer<typeof PodRef>;
export type ContainerRef = z.infer<typeof ContainerRef>;

/**
 * A process whose files or JVM are looked at: `container` is the one that commands run in (the debug container), `pid` the
 * process's number as seen from there.
 */
export const ProcessRef = ContainerRef.extend({
  pid: z
    .number()
    .int()
    .min(1)
    .max(2 ** 22),
});
export type ProcessRef = z.infer<typeof ProcessRef>;

/** A command line to copy, in kubectl's words. */
export type KubectlLine = string;
