export { createNamespaces, type NamespacesOptions } from './create-namespaces.ts';
export { probePod, type PodProbe } from './probe/probe-pod.ts';
export type { ContainerProbe } from './probe/probe-container.ts';
export type { PodContainer } from './probe/pod-containers.ts';
