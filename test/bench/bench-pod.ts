/** The pod that the figures are taken on: a web server without tools, and a debug container beside it. */
import type { Client, KesakoContract, PodRef } from '../../preload/contract/index.ts';
import type { Kubectl } from '../support/kubectl.ts';

const IMAGE = 'kube-lab/http-server-distroless:1';

export interface BenchPod {
  readonly ref: PodRef;
  readonly kubectl: Kubectl;
  readonly api: Client<KesakoContract>;
  /** Targets the server, sleeps, and is there for the whole run. */
  readonly debugContainer: string;
}

export async function startPod(kubectl: Kubectl, kubeNamespace: string, pod: string): Promise<PodRef> {
  await kubectl('run', pod, '-n', kubeNamespace, `--image=${IMAGE}`, '--restart=Never');
  await kubectl('wait', '-n', kubeNamespace, '--for=condition=Ready', `pod/${pod}`, '--timeout=60s');
  return { context: kubectl.context, kubeNamespace, pod };
}

/** Adds a sleeping debug container by the app and waits until it runs. */
export async function addDebugContainer(api: Client<KesakoContract>, ref: PodRef, target: string): Promise<string> {
  const name = 'bench';
  const phases = api.debug.start({
    ...ref,
    name,
    image: 'busybox',
    target,
    profile: 'general',
    command: ['sleep', '3600'],
    stdin: false,
    tty: false,
  });
  for await (const { phase } of phases) if (phase === 'running') return name;
  throw new Error('The debug container does not run.');
}
