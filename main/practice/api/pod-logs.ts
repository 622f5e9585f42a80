/** `pods/log`: what a container has printed, now and from now on. */
import type { ServerResponse } from 'node:http';

import type { Pod } from '../../kube/index.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import { integerOf } from './lists.ts';
import { containerOf } from './pod-container.ts';
import { isTrue } from './request-target.ts';
import { badRequest, invalid, Refusal, type StatusCause } from './status.ts';
import { forbiddenField, invalidValue } from './validation/names.ts';

/** Says everything that is wrong before the answer begins. */
export async function serveLog(
  response: ServerResponse,
  kubelet: Kubelet,
  pod: Pod,
  query: URLSearchParams,
): Promise<void> {
  const name = pod.metadata?.name ?? '';
  const container = containerOf(pod, query);
  const tailLines = integerOf(query, 'tailLines');
  const limitBytes = integerOf(query, 'limitBytes');
  const sinceSeconds = integerOf(query, 'sinceSeconds');
  const sinceTime = query.get('sinceTime');
  const causes = problemsOf({ tailLines, limitBytes, sinceSeconds, sinceTime });
  if (causes.length > 0) throw new Refusal(invalid('PodLogOptions', name, causes));
  const isPrevious = isTrue(query.get('previous'));
  const run = isPrevious ? kubelet.previousRun(pod, container) : await kubelet.run(pod, container);
  if (run === undefined) throw new Refusal(badRequest(missing(pod, container, isPrevious)));

  const timestamps = isTrue(query.get('timestamps'));
  const since =
    sinceTime === null
      ? sinceSeconds === undefined
        ? undefined
        : Date.now() - sinceSeconds * 1000
      : Date.parse(sinceTime);
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  let left = limitBytes ?? Infinity;
  const send = (text: Buffer): void => {
    response.write(text.subarray(0, left));
    left -= Math.min(left, text.length);
    if (left === 0) response.end();
  };
  const first = run.log.read({ tailLines, since, timestamps });
  const isFollowed = isTrue(query.get('follow')) && !run.ended && !isPrevious;
  // Subscribed before the first piece is sent: nothing can fall between the two.
  const stop = isFollowed ? run.log.follow({ timestamps }, send) : (): void => undefined;
  response.flushHeaders();
  if (first.length > 0) send(first);
  response.on('close', stop);
  if (!isFollowed) response.end();
  else void run.process.exited.then(() => response.end());
}

/** Where the kubelet says it in other words than the status. */
const WAITING_WORDS: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

interface LogOptions {
  readonly tailLines: number | undefined;
  readonly limitBytes: number | undefined;
  readonly sinceSeconds: number | undefined;
  readonly sinceTime: string | null;
}

function problemsOf({ tailLines, limitBytes, sinceSeconds, sinceTime }: LogOptions): readonly StatusCause[] {
  const isBoth = sinceTime !== null && sinceSeconds !== undefined;
  return [
    ...(tailLines !== undefined && tailLines < 0
      ? [invalidValue('tailLines', tailLines, 'must be greater than or equal to 0')]
      : []),
    ...(limitBytes !== undefined && limitBytes < 1
      ? [invalidValue('limitBytes', limitBytes, 'must be greater than 0')]
      : []),
    ...(isBoth ? [forbiddenField('[]', 'at most one of `sinceTime` or `sinceSeconds` may be specified')] : []),
    ...(sinceSeconds !== undefined && sinceSeconds < 1 && !isBoth
      ? [invalidValue('sinceSeconds', sinceSeconds, 'must be greater than 0')]
      : []),
  ];
}

function missing(pod: Pod, container: string, isPrevious: boolean): string {
  const name = pod.metadata?.name ?? '';
  if (isPrevious) return `previous terminated container "${container}" in pod "${name}" not found`;
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = pod.status ?? {};
  const status = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find(
    (known) => known.name === container,
  );
  const { reason = 'ContainerCreating' } = status?.state?.waiting ?? {};
  const why = WAITING_WORDS[reason] ?? reason;
  return `container "${container}" in pod "${name}" is waiting to start: ${why}`;
}
