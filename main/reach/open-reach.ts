import { isAppError } from '../../preload/contract/errors.ts';
import type { Cluster, ContainerTarget } from '../kube/index.ts';
import { openSession, type ReachSession } from './session.ts';
import { removeProgram, uploadProgram, type UploadOptions } from './upload.ts';

export interface OpenReachOptions extends Omit<UploadOptions, 'signal'> {
  /** Gives up opening; has no effect on the stream once it is open. */
  readonly openingSignal?: AbortSignal;
}

/**
 * Puts the program into a container and opens its stream of requests. `close` ends the program, which removes itself; so it
 * does a minute after the app was killed.
 */
export async function openReach(
  cluster: Cluster,
  container: ContainerTarget,
  options: OpenReachOptions,
): Promise<ReachSession> {
  try {
    return await openOnce(cluster, container, options);
  } catch (error) {
    // Another stream's program may have removed itself, and thereby ours, between our look and our start.
    if (!isAppError(error, 'DISCONNECTED') || options.openingSignal?.aborted === true) throw error;
    return openOnce(cluster, container, options);
  }
}

async function openOnce(
  cluster: Cluster,
  container: ContainerTarget,
  { openingSignal: signal, ...options }: OpenReachOptions,
): Promise<ReachSession> {
  const path = await uploadProgram(cluster, container, { ...options, ...(signal === undefined ? {} : { signal }) });
  const { kubeNamespace, pod, container: name } = container;
  const command = [path, 'serve', `--remove=${path}`];
  const request = { kubeNamespace, pod, container: name, command, stdin: true, tty: false };
  const channel = await cluster.exec(request);
  const giveUp = (): void => channel.close();
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted === true) giveUp();
  const session = await openSession(channel).finally(() => signal?.removeEventListener('abort', giveUp));
  return {
    ...session,
    close: async () => {
      const removed = await session.close();
      if (!removed) await removeProgram(cluster, container, path);
      return removed;
    },
  };
}
