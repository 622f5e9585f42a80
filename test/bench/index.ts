/**
 * `npm run bench [-- NAME…]`: what the app takes. Figures against kubectl's are ratios, taken in turns in one run on a
 * throwaway cluster, so that a slow machine is slow for both; those of the practice cluster and of the window need none. Ends with 1 when a
 * bound is missed.
 */
import { requireTestContext } from '../../build/scripts/test-context.ts';
import { kubectlFor, withKubeNamespace } from '../support/kubectl.ts';
import { startWebHost } from '../support/web-host.ts';
import { connectToHost } from '../support/wire-client.ts';
import { addDebugContainer, startPod, type BenchPod } from './bench-pod.ts';
import { download } from './download.ts';
import { largeDirectory } from './large-directory.ts';
import { line, meets, type Figure } from './figures.ts';
import { compressible, delayedLink, gigabyte, listing, proof, slowLink } from './files.ts';
import { flame } from './flame.ts';
import { flood } from './flood.ts';
import { jcmd } from './jcmd.ts';
import { memory } from './memory.ts';
import { namespaces } from './namespaces.ts';
import { practice } from './practice.ts';
import { debugToPrompt, debugVerdict, shellToPrompt } from './prompt.ts';
import { recordingWindow } from './recording-window.ts';
import { threads } from './threads.ts';
import { windowEcho } from './window-echo.ts';

// One that an earlier run has left may still be on its way out.
const KUBE_NAMESPACE = `kesako-bench-${String(process.pid)}`;
const ROUNDS = 9;
const DOWNLOAD_ROUNDS = 5;
const JCMD_ROUNDS = 50;

type Measurements<Given> = Readonly<Record<string, (given: Given) => Promise<readonly Figure[]>>>;

const LOCAL: Measurements<undefined> = { practice, flame, threads, 'recording-window': recordingWindow };

const kubeconfig = process.env['KUBECONFIG'] ?? '';
const ON_CLUSTER: Measurements<BenchPod> = {
  shell: async (pod) => [await shellToPrompt(pod, ROUNDS)],
  debug: async (pod) => [await debugVerdict(pod, ROUNDS), await debugToPrompt(pod, ROUNDS)],
  download: async (pod) => [await download(pod, DOWNLOAD_ROUNDS)],
  gigabyte,
  compressible: async (pod) => [await compressible(pod)],
  'slow-link': slowLink,
  'delayed-link': delayedLink,
  proof: (pod) => proof(pod),
  listing: async (pod) => [await listing(pod)],
  'large-directory': (pod) => largeDirectory(pod, kubeconfig),
  memory: async (pod) => [await memory(pod, kubeconfig)],
  jcmd: ({ api, kubectl, ref }) => jcmd(api, kubectl, ref.kubeNamespace, JCMD_ROUNDS),
  flood: (pod) => flood(pod, kubeconfig),
  'window-echo': (pod) => windowEcho(pod, kubeconfig),
  namespaces: (pod) => namespaces(pod, kubeconfig),
};

const wanted = process.argv.slice(2);
const figures: Figure[] = [];

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.some((word) => name.includes(word));
}

async function take<Given>(measurements: Measurements<Given>, given: Given): Promise<void> {
  for (const [name, measure] of Object.entries(measurements)) {
    if (!isWanted(name)) continue;
    for (const figure of await measure(given)) {
      figures.push(figure);
      console.log(line(figure));
    }
  }
}

async function takeOnCluster(): Promise<void> {
  const kubectl = kubectlFor(kubeconfig, requireTestContext(process.env));
  await withKubeNamespace(kubectl, KUBE_NAMESPACE, async () => {
    const ref = await startPod(kubectl, KUBE_NAMESPACE, 'server');
    const host = await startWebHost({ kubeconfig });
    const client = await connectToHost(host.address);
    try {
      const debugContainer = await addDebugContainer(client.api, ref, 'server');
      await take(ON_CLUSTER, { ref, kubectl, api: client.api, debugContainer, corePid: host.pid });
    } finally {
      client.close();
      await host.close();
    }
  });
}

await take(LOCAL, undefined);
if (Object.keys(ON_CLUSTER).some(isWanted)) await takeOnCluster();

process.exitCode = figures.length > 0 && figures.every(meets) ? 0 : 1;
