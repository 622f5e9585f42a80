/**
 * `npm run bench [-- NAME…]`: the app's figures against kubectl's, taken in turns in one run on a throwaway cluster. Each is a
 * ratio, so that a slow machine is slow for both. Ends with 1 when a bound is missed.
 */
import { requireTestContext } from '../../build/scripts/test-context.ts';
import { kubectlFor, withKubeNamespace } from '../support/kubectl.ts';
import { startWebHost } from '../support/web-host.ts';
import { connectToHost } from '../support/wire-client.ts';
import { addDebugContainer, startPod } from './bench-pod.ts';
import { download } from './download.ts';
import { line, meets, type Figure } from './figures.ts';
import { flood } from './flood.ts';
import { memory } from './memory.ts';
import { practice } from './practice.ts';
import { debugToPrompt, shellToPrompt } from './prompt.ts';

// One that an earlier run has left may still be on its way out.
const KUBE_NAMESPACE = `kesako-bench-${String(process.pid)}`;
const ROUNDS = 9;
const DOWNLOAD_ROUNDS = 5;

const wanted = process.argv.slice(2);
/** Needs no cluster: it is one. */
const ALONE = 'practice';
const figures: Figure[] = [];

async function take(name: string, measure: () => Promise<readonly Figure[]>): Promise<void> {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) return;
  for (const figure of await measure()) {
    figures.push(figure);
    console.log(line(figure));
  }
}

await take(ALONE, practice);
if (wanted.length === 0 || wanted.some((word) => word !== ALONE)) await takeOnCluster();

async function takeOnCluster(): Promise<void> {
  const kubeconfig = process.env['KUBECONFIG'] ?? '';
  const kubectl = kubectlFor(kubeconfig, requireTestContext(process.env));
  await withKubeNamespace(kubectl, KUBE_NAMESPACE, async () => {
    const ref = await startPod(kubectl, KUBE_NAMESPACE, 'server');
    const host = await startWebHost({ kubeconfig });
    const client = await connectToHost(host.address);
    try {
      const debugContainer = await addDebugContainer(client.api, ref, 'server');
      const pod = { ref, kubectl, api: client.api, debugContainer };
      await take('shell', async () => [await shellToPrompt(pod, ROUNDS)]);
      await take('debug', async () => [await debugToPrompt(pod, ROUNDS)]);
      await take('download', async () => [await download(pod, DOWNLOAD_ROUNDS)]);
      await take('memory', async () => [await memory(pod, kubeconfig)]);
      await take('flood', () => flood(pod, kubeconfig));
    } finally {
      client.close();
      await host.close();
    }
  });
}

process.exitCode = figures.length > 0 && figures.every(meets) ? 0 : 1;
