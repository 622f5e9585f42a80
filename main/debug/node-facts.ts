/** What a node tells of itself, where it may be read. */
import { isAppError } from '../../preload/contract/errors.ts';
import { resourcePath, type Cluster, type KubeObject } from '../kube/index.ts';

export interface NodeFacts {
  readonly name: string;
  /** As the kubelet writes it: `v1.36.1`, with whatever a vendor adds. */
  readonly kubeletVersion?: string;
  /** In Go's words: `amd64`, `arm64`. */
  readonly architecture?: string;
  readonly operatingSystem?: string;
  /** Why it is not ready; `undefined`: it is, or does not say. */
  readonly notReady?: string;
  /** All names of each image that it has; the kubelet tells of 50 at most. `undefined`: none is told of. */
  readonly images?: readonly (readonly string[])[];
}

interface NodeObject extends KubeObject {
  readonly status?: {
    readonly nodeInfo?: Pick<NodeFacts, 'kubeletVersion' | 'architecture' | 'operatingSystem'>;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
    readonly images?: readonly { readonly names?: readonly string[] }[];
  };
}

/** Throws NOT_FOUND and FORBIDDEN as they are. */
export async function readNode(cluster: Cluster, name: string, signal: AbortSignal): Promise<NodeFacts> {
  const path = resourcePath({ resource: 'nodes', name });
  const { body } = await cluster.request<NodeObject>({ method: 'GET', path, signal });
  const { nodeInfo, conditions = [], images } = body.status ?? {};
  const ready = conditions.find(({ type }) => type === 'Ready');
  return {
    name,
    ...nodeInfo,
    ...(ready === undefined || ready.status === 'True' ? {} : { notReady: ready.message ?? 'it does not say why' }),
    ...(images === undefined ? {} : { images: images.map(({ names = [] }) => names) }),
  };
}

/** `undefined` where nodes may not be read, or there is none of that name. */
export async function readNodeIfAllowed(
  cluster: Cluster,
  name: string,
  signal: AbortSignal,
): Promise<NodeFacts | undefined> {
  if (name === '') return undefined;
  try {
    return await readNode(cluster, name, signal);
  } catch (error) {
    if (isAppError(error, 'FORBIDDEN') || isAppError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}
