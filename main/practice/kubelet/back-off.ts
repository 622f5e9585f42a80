/** How long a kubelet waits before it tries again, and its words for that. */
import type { ContainerState, Pod } from '../../kube/index.ts';

const MAXIMUM_MS = 300_000;

export interface BackOff {
  readonly event: string;
  readonly waiting: NonNullable<ContainerState['waiting']>;
}

/** Doubled each time. */
export function backOffDelay(firstMs: number, attempt: number): number {
  return Math.min(firstMs * 2 ** attempt, MAXIMUM_MS);
}

export function crashLoopBackOff({ metadata = {} }: Pod, container: string, delayMs: number): BackOff {
  const { name = '', namespace = '', uid = '' } = metadata;
  const where = `pod ${name}_${namespace}(${uid})`;
  const message = `back-off ${goDuration(delayMs)} restarting failed container=${container} ${where}`;
  return {
    event: `Back-off restarting failed container ${container} in ${where}`,
    waiting: { reason: 'CrashLoopBackOff', message },
  };
}

export function imagePullBackOff(image: string, problem: string): BackOff {
  const event = `Back-off pulling image "${image}"`;
  return { event, waiting: { reason: 'ImagePullBackOff', message: `${event}: ErrImagePull: ${problem}` } };
}

function goDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds >= 60 ? `${String(Math.floor(seconds / 60))}m${String(seconds % 60)}s` : `${String(seconds)}s`;
}
