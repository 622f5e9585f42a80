/** What exec, attach and port-forward reach in a pod. */
import { randomBytes } from 'node:crypto';

import type { Pod } from '../../../kube/index.ts';
import { RuntimeError, type ProcessOutput } from '../../container-runtime.ts';
import { attachedInput } from '../../kubelet/attached-clients.ts';
import { podContainer } from '../../kubelet/container-spec.ts';
import type { Kubelet } from '../../kubelet/kubelet.ts';
import { isTrue } from '../request-target.ts';
import { exitStatus, SUCCEEDED, type OpenStream } from './container-channel.ts';

export async function openExec(
  kubelet: Kubelet,
  pod: Pod,
  container: string,
  request: { readonly query: URLSearchParams; readonly protocol: string; readonly output: ProcessOutput },
): Promise<OpenStream> {
  const { query, protocol, output } = request;
  const argv = query.getAll('command');
  try {
    const options = { argv, tty: isTrue(query.get('tty')), stdin: isTrue(query.get('stdin')), output };
    const process = await kubelet.exec(pod, container, options);
    return {
      process,
      ended: process.exited.then((exit) => exitStatus(exit, protocol, argv)),
      // As on a cluster, what was started goes on when its client has gone; only its input ends.
      detach: () => {
        process.endInput();
      },
    };
  } catch (error) {
    throw new Error(execProblem(error), { cause: error });
  }
}

function execProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RuntimeError && error.problem === 'notRunning') return message;
  const id = randomBytes(32).toString('hex');
  return `error executing command in container: failed to exec in container: failed to start exec "${id}": ${message}`;
}

export async function openAttach(
  kubelet: Kubelet,
  pod: Pod,
  container: string,
  output: ProcessOutput,
): Promise<OpenStream> {
  const run = await kubelet.run(pod, container);
  const { namespace = '', name = '' } = pod.metadata ?? {};
  if (run === undefined) throw new Error(`container ${container} not found in pod ${name}_${namespace}`);
  if (run.ended) throw new Error('container is in CONTAINER_EXITED state');
  const spec = podContainer(pod, container)?.spec;
  const io = { stdin: spec?.stdin === true, stdinOnce: spec?.stdinOnce === true, tty: spec?.tty === true };
  const gone = Promise.withResolvers<typeof SUCCEEDED>();
  const input = attachedInput(run.process, io);
  const detach = run.clients.attach(output);
  return {
    process: {
      ...input,
      // A client that ends its input without ending the program's has left.
      endInput: () => {
        input.endInput();
        if (!io.stdinOnce || io.tty) gone.resolve(SUCCEEDED);
      },
    },
    ended: Promise.race([run.process.exited.then(() => SUCCEEDED), gone.promise]),
    detach,
  };
}
