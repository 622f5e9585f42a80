/** The practice cluster over programs that are functions: the API server that most tests stand before. */
import type { ApiServer } from '../../../main/practice/api/api-server.ts';
import type { User } from '../../../main/practice/api/users.ts';
import { ADMIN, startPracticeCluster } from '../../../main/practice/start-cluster.ts';
import { memoryRuntime, type Image } from './memory-runtime.ts';

export interface ApiServerOptions {
  readonly users?: readonly User[];
  readonly images?: ReadonlyMap<string, Image>;
  readonly gitVersion?: string;
  /** Channel protocols, the best first; an old server knows only v4. */
  readonly protocols?: readonly string[];
  readonly backOffMs?: number;
}

/** With one node, `node-1`, whose pods the kubelet takes. */
export function startApiServer({
  users = [ADMIN],
  images = new Map(),
  ...rest
}: ApiServerOptions = {}): Promise<ApiServer> {
  return startPracticeCluster({ runtime: memoryRuntime(images), users, node: 'node-1', backOffMs: 100, ...rest });
}

export { ADMIN } from '../../../main/practice/start-cluster.ts';
export type { ApiServer } from '../../../main/practice/api/api-server.ts';
