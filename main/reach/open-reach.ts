import { isUtf8 } from 'node:buffer';

import type { Cluster, ContainerTarget } from '../kube/index.ts';
import { ownStream } from './own-stream.ts';
import { openSession, type ReachReply, type ReachSession, type ReachWord } from './session.ts';
import { unpackBlocks } from './unpack-blocks.ts';
import { removeProgram, uploadProgram, type UploadOptions } from './upload.ts';

export interface OpenReachOptions extends Omit<UploadOptions, 'signal'> {
  /** Gives up opening; has no effect on the stream once it is open. */
  readonly openingSignal?: AbortSignal;
}

export interface OpenReach extends ReachSession {
  /**
   * A verb on a stream of its own, as fast as the cluster carries it and without holding up what is asked meanwhile: for
   * `read` and `archive`, which are told to pack what they send where it pays.
   */
  bulk(words: readonly ReachWord[], signal?: AbortSignal): ReachReply;
}

/** After this time with a reader who takes nothing, the verb ends by itself. */
const BULK_OPTIONS = ['--pack', '--give-up-s=15'] as const;

/**
 * Puts the program into a container and opens its stream of requests. `close` ends the program, which removes itself; so it
 * does a minute after the app was killed.
 */
export async function openReach(
  cluster: Cluster,
  container: ContainerTarget,
  { openingSignal: signal, ...options }: OpenReachOptions,
): Promise<OpenReach> {
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
    bulk: ([verb = '', ...words], bulkSignal) => {
      const ending = bulkSignal === undefined ? {} : { signal: bulkSignal };
      const texts = words.map(asArgument);
      if (!texts.every((text) => text !== undefined)) {
        const { output, result } = session.request([verb, '--pack', ...words], ending);
        return { output: unpackBlocks(output), result };
      }
      const bulkCommand = [path, verb.toString(), ...BULK_OPTIONS, ...texts];
      const bulk = { ...request, command: bulkCommand, handedThrough: true };
      return ownStream(cluster.exec(bulk, bulkSignal), [verb, ...words], ending);
    },
    close: async () => {
      const removed = await session.close();
      if (!removed) await removeProgram(cluster, container, path);
      return removed;
    },
  };
}

/** Arguments of a command are UTF-8 all the way; a name that is not goes by the stream, which takes any byte. */
function asArgument(word: ReachWord): string | undefined {
  if (typeof word === 'string') return word;
  return isUtf8(word) ? Buffer.from(word).toString('utf8') : undefined;
}
