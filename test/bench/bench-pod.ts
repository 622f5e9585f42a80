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
  /** The process that holds the app's core. */
  readonly corePid: number;
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

/** A pod with so many processes, of which a few are always on the move. */
export async function startCrowd(kubectl: Kubectl, kubeNamespace: string, count: number): Promise<PodRef> {
  const pod = `crowd-${String(count)}`;
  const movers = Math.min(5, count - 2);
  const script = [
    `i=0; while [ $i -lt ${String(count - 2 * movers)} ]; do sleep 100000 & i=$((i+1)); done`,
    `i=0; while [ $i -lt ${String(movers)} ]; do (while :; do sleep 1; done) & i=$((i+1)); done`,
    'touch /tmp/ready; wait',
  ].join('\n');
  const container = { name: pod, image: 'busybox', imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', script] };
  const readinessProbe = { exec: { command: ['test', '-e', '/tmp/ready'] }, periodSeconds: 1 };
  const overrides = { spec: { terminationGracePeriodSeconds: 1, containers: [{ ...container, readinessProbe }] } };
  const words = ['--image=busybox', '--restart=Never', `--overrides=${JSON.stringify(overrides)}`];
  await kubectl('run', pod, '-n', kubeNamespace, ...words);
  await kubectl('wait', '-n', kubeNamespace, '--for=condition=Ready', `pod/${pod}`, '--timeout=120s');
  return { context: kubectl.context, kubeNamespace, pod };
}
