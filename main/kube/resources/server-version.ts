import type { Cluster } from '../cluster.ts';

export interface ServerVersion {
  /** `v1.34.4` */
  readonly gitVersion: string;
  readonly major: string;
  readonly minor: string;
}

/** Most clusters answer this to anybody: a check that the server is there, not that we may use it. */
export async function getServerVersion(cluster: Cluster, signal?: AbortSignal): Promise<ServerVersion> {
  const { body } = await cluster.request<Partial<ServerVersion>>({
    method: 'GET',
    path: '/version',
    ...(signal && { signal }),
  });
  const { gitVersion = '', major = '', minor = '' } = body;
  return { gitVersion, major, minor };
}
