import type { Pod } from '../kube/index.ts';

export interface AttachTarget {
  readonly uid: string | undefined;
  readonly tty: boolean;
  readonly stdin: boolean;
}

/** The node goes by the container's own terminal, whatever is asked for, and refuses stderr beside it. */
export function attachTarget(pod: Pod | undefined, name: string): AttachTarget | undefined {
  const { containers, initContainers, ephemeralContainers } = pod?.spec ?? {};
  const container = [containers, initContainers, ephemeralContainers]
    .flatMap((list) => list ?? [])
    .find((candidate) => candidate.name === name);
  if (container === undefined) return undefined;
  return { uid: pod?.metadata?.uid, tty: container.tty === true, stdin: container.stdin === true };
}
