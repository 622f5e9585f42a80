import type { Cluster, ContainerTarget } from '../kube/index.ts';
import { openSession, type ReachSession } from './session.ts';
import { removeProgram, uploadProgram, type UploadOptions } from './upload.ts';

export type OpenReachOptions = UploadOptions;

/**
 * Puts the program into a container and opens its stream of requests. `close` ends the program, which removes itself; so it
 * does a minute after the app was killed. The signal ends it at once.
 */
export async function openReach(
  cluster: Cluster,
  container: ContainerTarget,
  options: OpenReachOptions,
): Promise<ReachSession> {
  const path = await uploadProgram(cluster, container, options);
  const { kubeNamespace, pod, container: name } = container;
  const command = [path, 'serve', `--remove=${path}`];
  const request = { kubeNamespace, pod, container: name, command, stdin: true, tty: false };
  const channel = await cluster.exec(request, options.signal);
  const session = await openSession(channel);
  return {
    ...session,
    close: async () => {
      const removed = await session.close();
      if (!removed) await removeProgram(cluster, container, path);
      return removed;
    },
  };
}
