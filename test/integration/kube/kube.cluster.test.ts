import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  applyObject,
  type Cluster,
  type ClusterAccess,
  connectCluster,
  deleteObject,
  getObject,
  getPod,
  listPods,
  patchEphemeralContainers,
  type Pod,
  podLog,
  podsPath,
  reviewAccess,
  runCommand,
} from '../../../main/kube/index.ts';
import { startCuttableProxy } from './cuttable-proxy.ts';
import { labAccess, labKubectl } from './lab.ts';

const KUBE_NAMESPACE = 'kesako-kube-test';
const BOX = { kubeNamespace: KUBE_NAMESPACE, pod: 'box', container: 'box' };
const BARE = { kubeNamespace: KUBE_NAMESPACE, pod: 'bare', container: 'bare' };
const MIB = 1024 * 1024;

const kubectl = labKubectl();
const disposals: (() => unknown)[] = [];
let access: ClusterAccess;
let cluster: Cluster;

function connect(to: ClusterAccess): Cluster {
  const connected = connectCluster(to, { environment: process.env });
  disposals.push(connected.dispose);
  return connected;
}

function pod(name: string, image: string, command?: readonly string[]): object {
  const container = { name, image, imagePullPolicy: 'IfNotPresent', ...(command && { command }) };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: KUBE_NAMESPACE },
    spec: { terminationGracePeriodSeconds: 1, containers: [container] },
  };
}

beforeAll(async () => {
  access = await labAccess(kubectl);
  cluster = connect(access);
  await kubectl('create', 'namespace', KUBE_NAMESPACE);
  await applyObject(cluster, pod('box', 'busybox:latest', ['sh', '-c', 'echo started; exec sleep 36000']));
  await applyObject(cluster, pod('bare', 'kube-lab/http-server-distroless:1'));
  await kubectl('wait', '-n', KUBE_NAMESPACE, '--for=condition=Ready', 'pod/box', 'pod/bare', '--timeout=60s');
});

afterAll(async () => {
  await kubectl('delete', 'namespace', KUBE_NAMESPACE, '--wait=false');
  for (const dispose of disposals.reverse()) await dispose();
});

describe('commands', () => {
  it('gives output and exit code', async () => {
    const result = await runCommand(cluster, BOX, ['sh', '-c', 'echo out; echo err >&2; exit 3']);
    expect(result).toEqual({ stdout: Buffer.from('out\n'), stderr: 'err\n', exitCode: 3 });
  });

  it("gives a shell's own code for a missing tool, and says when the program itself is missing", async () => {
    expect(await runCommand(cluster, BARE, ['sh', '-c', 'ls'])).toMatchObject({ exitCode: 127 });
    const missing = runCommand(cluster, BARE, ['no-such-program']);
    await expect(missing).rejects.toMatchObject({ code: 'TOOL_MISSING', data: { tool: 'no-such-program' } });
  });

  it('ends stdin, and receives all that was sent', async () => {
    const result = await runCommand(cluster, BOX, ['wc', '-c'], { stdin: Buffer.alloc(20 * MIB) });
    expect(Buffer.from(result.stdout).toString().trim()).toBe(String(20 * MIB));
  });

  it('loses nothing of a large output that is read with a break', async () => {
    const command = ['dd', 'if=/dev/zero', 'bs=1M', 'count=200'];
    const channel = await cluster.exec({ ...BOX, command, stdin: true, tty: false, stderr: false });
    let received = 0;
    for await (const chunk of channel.stdout) {
      // A break long enough for the server to fill every buffer on the way.
      if (received === 0) await runCommand(cluster, BOX, ['sleep', '1']);
      received += chunk.length;
    }
    expect([received, await channel.end]).toEqual([200 * MIB, { reason: 'succeeded' }]);
    expect(process.memoryUsage().rss).toBeLessThan(600 * MIB);
  });

  it('opens a warm shell without being noticed', async () => {
    const times: number[] = [];
    for (let count = 0; count < 9; count += 1) {
      const start = performance.now();
      const channel = await cluster.exec({ ...BOX, command: ['sh'], stdin: true, tty: true });
      channel.resize({ columns: 80, rows: 24 });
      for await (const chunk of channel.stdout) if (Buffer.from(chunk).includes('#')) break;
      times.push(performance.now() - start);
      channel.close();
    }
    const median = times.sort((a, b) => a - b)[4] ?? Number.NaN;
    console.log(`exec to prompt: median ${median.toFixed(0)} ms of ${times.map((time) => time.toFixed(0)).join(' ')}`);
    expect(median).toBeLessThan(250);
  });

  it('says that the outcome is unknown when the connection is cut', async () => {
    const proxy = await startCuttableProxy(new URL(access.server));
    disposals.push(proxy.close);
    const channel = await connect({ ...access, server: `https://127.0.0.1:${String(proxy.port)}` }).exec({
      ...BOX,
      command: ['sh', '-c', 'echo here; sleep 60'],
      stdin: true,
      tty: false,
    });
    for await (const chunk of channel.stdout) if (chunk.length > 0) break;
    proxy.cut();
    expect(await channel.end).toMatchObject({ reason: 'lost', receivedBytes: 5 });
  });
});

describe('debug containers', () => {
  it('are checked without being added, then added and attached to', async () => {
    const entry = { name: 'dbg', image: 'busybox:latest', imagePullPolicy: 'IfNotPresent', stdin: true, tty: true };
    await patchEphemeralContainers(cluster, BOX, entry, { dryRun: true });
    expect((await getPod(cluster, BOX)).spec?.ephemeralContainers).toBeUndefined();
    await patchEphemeralContainers(cluster, BOX, entry);
    await kubectl(
      ...['wait', '-n', KUBE_NAMESPACE, 'pod/box', '--timeout=60s'],
      '--for=jsonpath={.status.ephemeralContainerStatuses[0].state.running}',
    );
    const channel = await cluster.attach({ ...BOX, container: 'dbg', stdin: true, tty: true });
    expect(await channel.opened).toBe(true);
    await channel.write(Buffer.from('echo $((6 * 7)); exit\n'));
    let text = '';
    for await (const chunk of channel.stdout) text += Buffer.from(chunk).toString();
    expect(text).toContain('42');
    expect(await channel.end).toEqual({ reason: 'succeeded' });
  });

  it('are not taken for attached before they run', async () => {
    const entry = { name: 'late', image: 'kesako.invalid/none:1', stdin: true, tty: true };
    await patchEphemeralContainers(cluster, BOX, entry);
    const channel = await cluster.attach({ ...BOX, container: 'late', stdin: true, tty: true });
    expect(await channel.opened).toBe(false);
    expect(await channel.end).toMatchObject({ reason: 'failed', statusReason: 'InternalError' });
  });

  it('are refused by the policy of the Kubernetes namespace, which is named', async () => {
    await kubectl('label', 'namespace', KUBE_NAMESPACE, 'pod-security.kubernetes.io/enforce=restricted');
    const entry = { name: 'denied', image: 'busybox:latest' };
    const denied = patchEphemeralContainers(cluster, BARE, entry, { dryRun: true });
    await expect(denied).rejects.toMatchObject({ code: 'ADMISSION_DENIED', data: { policy: 'restricted:latest' } });
    await kubectl('label', 'namespace', KUBE_NAMESPACE, 'pod-security.kubernetes.io/enforce-');
  });

  it('bring the warnings of the server', async () => {
    await kubectl('label', 'namespace', KUBE_NAMESPACE, 'pod-security.kubernetes.io/warn=restricted');
    const entry = { name: 'warned', image: 'busybox:latest' };
    const { warnings } = await patchEphemeralContainers(cluster, BARE, entry, { dryRun: true });
    expect(warnings.join()).toContain('would violate PodSecurity "restricted:latest"');
    await kubectl('label', 'namespace', KUBE_NAMESPACE, 'pod-security.kubernetes.io/warn-');
  });
});

describe('watched lists', () => {
  it('survive a cut connection', async () => {
    const proxy = await startCuttableProxy(new URL(access.server));
    disposals.push(proxy.close);
    const watching = connect({ ...access, server: `https://127.0.0.1:${String(proxy.port)}` });
    const abort = new AbortController();
    const told: string[] = [];
    const list = { path: podsPath(KUBE_NAMESPACE), fieldSelector: 'metadata.name=box' };
    for await (const event of watching.watchList<Pod>(list, abort.signal)) {
      if (event.type !== 'changed') told.push(event.type === 'state' ? event.state : 'synced');
      else if (event.object.metadata?.annotations?.['seen'] === 'yes') {
        told.push('seen');
        abort.abort();
      }
      if (event.type !== 'state') continue;
      if (told.length === 3) proxy.cut();
      if (told.length === 5) await kubectl('annotate', '-n', KUBE_NAMESPACE, 'pod/box', 'seen=yes');
    }
    expect(told).toEqual(['connecting', 'synced', 'live', 'stale', 'live', 'seen']);
  });
});

describe('objects', () => {
  it('are applied, read and deleted by their kind', async () => {
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'map', namespace: KUBE_NAMESPACE },
      data: { a: 'b' },
    };
    await applyObject(cluster, map, { dryRun: true });
    const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'map', kubeNamespace: KUBE_NAMESPACE };
    await expect(getObject(cluster, reference)).rejects.toMatchObject({ code: 'NOT_FOUND', data: { name: 'map' } });
    await applyObject(cluster, map);
    expect(await getObject(cluster, reference)).toMatchObject({ data: { a: 'b' } });
    await deleteObject(cluster, reference);
    await expect(getObject(cluster, reference)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('have logs', async () => {
    let log = '';
    for await (const chunk of podLog(cluster, BOX, { container: 'box' })) log += Buffer.from(chunk).toString();
    expect(log).toBe('started\n');
  });
});

describe('forwarded ports', () => {
  it('carry bytes both ways', async () => {
    const channel = await cluster.portForward({ kubeNamespace: KUBE_NAMESPACE, pod: 'bare', port: 8080 });
    await channel.write(Buffer.from('GET / HTTP/1.0\r\n\r\n'));
    let text = '';
    for await (const chunk of channel.stdout) text += Buffer.from(chunk).toString();
    expect(text).toMatch(/^HTTP\/1\.0 200 OK/);
  });

  it('say why nothing answers', async () => {
    const channel = await cluster.portForward({ kubeNamespace: KUBE_NAMESPACE, pod: 'bare', port: 9 });
    expect(await channel.end).toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('connection refused') as string,
    });
  });
});

describe('permissions', () => {
  it('name what is missing, in the words of the server', async () => {
    const viewer = connect(await labAccess(labKubectl('kube-lab-1-viewer')));
    await listPods(viewer, 'default');
    const attributes = { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'default' };
    expect(await reviewAccess(viewer, attributes)).toMatchObject({ allowed: false });
    expect(await reviewAccess(cluster, attributes)).toMatchObject({ allowed: true });
    const refused = viewer.exec({ ...BOX, command: ['sh'], stdin: false, tty: false });
    await expect(refused).rejects.toMatchObject({
      code: 'FORBIDDEN',
      data: { resource: 'pods', subresource: 'exec', kubeNamespace: KUBE_NAMESPACE, name: 'box' },
    });
  });

  it('tell an unknown token', async () => {
    const stranger = connect({ ...access, credential: { kind: 'token', token: 'nobody' } });
    await expect(listPods(stranger, 'default')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
