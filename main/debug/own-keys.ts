/** Labels and annotations that the app sets on what it may label, so that any machine can tell what was made by whom. */
export const ANNOTATIONS = {
  /** On a copy: the pod that it was made from. */
  copyOf: 'kesako/copy-of',
  /** On a workload: what `shareProcessNamespace` was before, as JSON. */
  sharedProcesses: 'kesako/shared-processes',
  /** On a node pod: the node that it was made for. */
  debugsNode: 'kesako/debugs-node',
} as const;

/** kubectl sets this label on its own node pods since 1.34. */
export const MANAGED_BY = { label: 'app.kubernetes.io/managed-by', value: 'kesako' } as const;
