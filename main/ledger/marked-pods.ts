/** Finding what the app has touched in a cluster, without reading every pod: the metadata alone says it. */
import { FIELD_MANAGER, type Cluster, type KubeList, type KubeObject } from '../kube/index.ts';

const PAGE = 500;
/** 20,000 objects; beyond that only what the journal names is looked at, and the view says so. */
const PAGE_LIMIT = 40;
const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';

/** Prefix of the labels and annotations that the app sets on what it may label. */
const OWN_PREFIX = 'kesako/';

export interface MarkedObjects {
  readonly objects: readonly KubeObject[];
  readonly isComplete: boolean;
}

export async function listMarked(cluster: Cluster, path: string, signal: AbortSignal): Promise<MarkedObjects> {
  const objects: KubeObject[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGE_LIMIT; page += 1) {
    const { body }: { body: KubeList<KubeObject> } = await cluster.request<KubeList<KubeObject>>({
      method: 'GET',
      path,
      query: { limit: PAGE, continue: next },
      accept: METADATA_ONLY,
      signal,
    });
    objects.push(...(body.items ?? []).filter(isMarked));
    next = body.metadata?.continue;
    if (next === undefined || next === '') return { objects, isComplete: true };
  }
  return { objects, isComplete: false };
}

function isMarked({ metadata }: KubeObject): boolean {
  const { managedFields = [], labels = {}, annotations = {} } = metadata ?? {};
  return (
    [...Object.keys(labels), ...Object.keys(annotations)].some((key) => key.startsWith(OWN_PREFIX)) ||
    managedFields.some(({ manager, subresource }) => manager === FIELD_MANAGER && subresource === 'ephemeralcontainers')
  );
}
