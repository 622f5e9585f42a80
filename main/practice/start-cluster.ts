/** A whole cluster in this process: store, API server, controllers, and a kubelet over the runtime that is given. */
import { startApiServer, type ApiServer } from './api/api-server.ts';
import { KUBE_NAMESPACES } from './api/resource-types.ts';
import { createStore } from './api/store.ts';
import { EVERYTHING, type User } from './api/users.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { startControllers } from './controllers/start-controllers.ts';
import { startKubelet } from './kubelet/kubelet.ts';
import { registerNode } from './kubelet/register-node.ts';

export interface PracticeClusterOptions {
  readonly runtime: ContainerRuntime;
  readonly users: readonly User[];
  readonly node?: string;
  readonly gitVersion?: string;
  readonly protocols?: readonly string[];
  /** Of a container's second restart; ten seconds on a real node. */
  readonly backOffMs?: number;
}

export const ADMIN: User = { name: 'admin', token: 'token-of-admin', rules: EVERYTHING };

const GIT_VERSION = 'v1.34.4';
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const ADDRESS = '127.0.0.1';

export async function startPracticeCluster(options: PracticeClusterOptions): Promise<ApiServer> {
  const { runtime, users, node = 'practice', gitVersion = GIT_VERSION, protocols = PROTOCOLS } = options;
  const store = createStore();
  for (const name of ['default', 'kube-system']) store.put(KUBE_NAMESPACES, { metadata: { name } });
  registerNode(store, { name: node, address: ADDRESS, version: gitVersion, runtime });
  const kubelet = startKubelet({ store, runtime, node, backOffMs: options.backOffMs ?? 10_000 });
  const stopControllers = startControllers(store, node);
  const server = await startApiServer({ store, kubelet, users, gitVersion, protocols });
  return {
    ...server,
    get writes() {
      return server.writes;
    },
    get openConnections() {
      return server.openConnections;
    },
    close: async () => {
      stopControllers();
      await server.close();
      await kubelet.dispose();
      await runtime.dispose();
    },
  };
}
