/** kubectl itself, pointed at the practice cluster: what the tour does by hand. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeKubeconfig } from '../../../main/practice/api/kubeconfig.ts';
import type { ApiServer } from '../../../main/practice/api/api-server.ts';
import { probeRuntime, startLinuxRuntime } from '../../../main/practice/runtime/index.ts';
import { ADMIN, startPracticeCluster } from '../../../main/practice/start-cluster.ts';
import { addSampleWorkloads } from '../../../main/practice/sample-workloads.ts';
import { kubectlFor, type Kubectl } from '../../support/kubectl.ts';

const support = await probeRuntime();
const hasKubectl = await promisify(execFile)('kubectl', ['version', '--client'], {
  env: kubectlFor('', '').environment,
}).then(
  () => true,
  () => false,
);

describe.runIf(support.available && hasKubectl)('kubectl', () => {
  let folder: string;
  let server: ApiServer;
  let kubectl: Kubectl;
  let pod: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kesako-kubectl-'));
    server = await startPracticeCluster({ runtime: await startLinuxRuntime(), users: [ADMIN] });
    addSampleWorkloads(server.store);
    const file = join(folder, 'kubeconfig.json');
    await writeKubeconfig(file, [{ context: 'practice', server, user: ADMIN }]);
    kubectl = kubectlFor(file, 'practice');
    await kubectl('rollout', 'status', 'deployment/http-server', '--timeout=30s');
    pod = (await kubectl('get', 'pods', '-l', 'app=http-server', '-o', 'name')).trim();
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const refusal = (...args: readonly string[]): Promise<string> =>
    kubectl(...args).then(
      () => 'not refused',
      (error: unknown) => (error as { readonly stderr: string }).stderr,
    );

  it('gets', async () => {
    expect(await kubectl('get', 'pods')).toMatch(
      /^NAME +READY +STATUS +RESTARTS +AGE\nhttp-server-\S+ +1\/1 +Running +0/,
    );
    expect(await kubectl('get', 'nodes')).toMatch(/Ready/);
    expect(await kubectl('get', 'all')).toMatch(/deployment\.apps\/http-server +1\/1/);
    expect(await kubectl('get', 'endpointslices,services,events')).toContain('service/http-server');
  });

  it('describes', async () => {
    const text = await kubectl('describe', pod);
    expect(text).toMatch(/Controlled By: +ReplicaSet\/http-server-/);
    expect(text).toMatch(/Successfully assigned default\/http-server-\S+ to practice/);
    expect(await kubectl('describe', 'deployment', 'http-server')).toMatch(
      /1 desired \| 1 updated \| 1 total \| 1 available/,
    );
  });

  it('is refused a shell in the words of the runtime', async () => {
    expect(await refusal('exec', pod, '--', 'bash')).toContain(
      'exec: "bash": executable file not found in $PATH: unknown',
    );
    expect(await refusal('exec', pod, '--', 'sh', '-c', 'ls')).toMatch(/ls: not found[\s\S]*exit code 127/);
  });

  it('debugs, describes what it added, attaches, and reads its log', async () => {
    await kubectl('debug', pod, '--attach=false', '-i', '-t', '-c', 'debugger', '--image=busybox', '--profile=general');
    await kubectl('wait', pod, '--for=jsonpath={.status.ephemeralContainerStatuses[0].state.running}', '--timeout=20s');
    expect(await kubectl('describe', pod)).toMatch(/Ephemeral Containers:\n +debugger:/);
    const attached = spawn('kubectl', ['--context', 'practice', 'attach', '-i', '-c', 'debugger', pod], {
      env: kubectl.environment,
    });
    let said = '';
    const { promise, resolve } = Promise.withResolvers<undefined>();
    attached.stdout.on('data', (piece: Buffer) => {
      said += piece.toString('utf8');
      if (said.includes('It works')) resolve(undefined);
    });
    attached.stdin.write('wget -qO - localhost:8080\n');
    await promise;
    attached.kill('SIGTERM');
    expect(await kubectl('logs', pod, '-c', 'debugger')).toContain('It works');
  });

  it('debugs with a target, and sees its processes', async () => {
    await kubectl(
      'debug',
      pod,
      '--attach=false',
      '-c',
      'beside',
      '--image=busybox',
      '--target=http-server',
      '--profile=general',
      '--',
      'sh',
      '-c',
      'cat /proc/1/cmdline; sleep 60',
    );
    await kubectl(
      'wait',
      pod,
      '--for=jsonpath={.status.ephemeralContainerStatuses[?(@.name=="beside")].state.running}',
      '--timeout=20s',
    );
    expect(await kubectl('exec', pod, '-c', 'beside', '--', 'cat', '/proc/1/cmdline')).toContain('8080');
  });

  it.each([
    ['through a WebSocket', {}],
    ['by SPDY itself', { KUBECTL_PORT_FORWARD_WEBSOCKETS: 'false' }],
  ])('forwards a port %s', async (_way, environment) => {
    const forward = spawn('kubectl', ['--context', 'practice', 'port-forward', pod, ':8080'], {
      env: { ...kubectl.environment, ...environment },
    });
    const { promise, resolve } = Promise.withResolvers<string>();
    forward.stdout.on('data', (piece: Buffer) => {
      const port = /127\.0\.0\.1:(\d+) -> 8080/.exec(piece.toString('utf8'))?.[1];
      if (port !== undefined) resolve(port);
    });
    const address = `http://127.0.0.1:${await promise}/`;
    // Several connections of one forward, at the same time and after each other.
    const pages = await Promise.all([1, 2, 3].map(async () => (await fetch(address)).text()));
    expect(new Set([...pages, await (await fetch(address)).text()])).toEqual(new Set([pages[0]]));
    expect(pages[0]).toContain('It works');
    forward.kill('SIGTERM');
  });

  it('says that nothing listens at a forwarded port', async () => {
    const forward = spawn('kubectl', ['--context', 'practice', 'port-forward', pod, ':81'], {
      env: kubectl.environment,
    });
    const said = Promise.withResolvers<string>();
    let complaint = '';
    forward.stdout.on('data', (piece: Buffer) => {
      const port = /127\.0\.0\.1:(\d+) -> 81/.exec(piece.toString('utf8'))?.[1];
      if (port !== undefined) void fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    });
    forward.stderr.on('data', (piece: Buffer) => {
      complaint += piece.toString('utf8');
      if (complaint.includes('forwarding')) said.resolve(complaint);
    });
    expect(await said.promise).toMatch(/error forwarding port 81 to pod.*refused/);
    forward.kill('SIGTERM');
  });

  it('copies a pod with a debugger beside, and files to and from it', async () => {
    const share = ['--share-processes', '--image=busybox', '--profile=general', '-c', 'debugger', '--attach=false'];
    await kubectl('debug', pod, '--copy-to=debug-pod', ...share, '--', 'sleep', '60');
    await kubectl('wait', 'pod/debug-pod', '--for=condition=Ready', '--timeout=20s');
    expect(await kubectl('get', 'pods')).toMatch(/^debug-pod +2\/2 +Running/m);
    expect(await kubectl('exec', 'debug-pod', '-c', 'debugger', '--', 'ps')).toMatch(
      /1 root +\/pause[\s\S]*http\.server/,
    );
    const there = join(folder, 'there.txt');
    const back = join(folder, 'back.txt');
    await writeFile(there, 'carried\n');
    await kubectl('cp', there, 'debug-pod:/tmp/there.txt', '-c', 'debugger');
    await kubectl('cp', 'debug-pod:/tmp/there.txt', back, '-c', 'debugger');
    expect(await readFile(back, 'utf8')).toBe('carried\n');
    await kubectl('delete', 'pod', 'debug-pod', '--now');
  });

  it('turns shared processes on, and back', async () => {
    const share = (on: boolean): Promise<string> =>
      kubectl(
        'patch',
        'deployment',
        'http-server',
        '--patch',
        JSON.stringify({ spec: { template: { spec: { shareProcessNamespace: on } } } }),
      );
    expect(await share(true)).toContain('patched');
    await kubectl('rollout', 'status', 'deployment/http-server', '--timeout=30s');
    expect(await kubectl('get', 'replicasets')).toMatch(/http-server-\S+ +0 +0 +0/);
    await share(false);
    await kubectl('rollout', 'status', 'deployment/http-server', '--timeout=30s');
  });

  it('makes what it is told in words', async () => {
    expect(await kubectl('create', 'namespace', 'by-hand')).toContain('namespace/by-hand created');
    await kubectl('-n', 'by-hand', 'create', 'configmap', 'words', '--from-literal=a=b');
    expect(await kubectl('-n', 'by-hand', 'get', 'configmap', 'words', '-o', 'jsonpath={.data}')).toBe('{"a":"b"}');
    await kubectl(
      '-n',
      'by-hand',
      'create',
      'deployment',
      'idle',
      '--image=busybox',
      '--replicas=0',
      '--',
      'sleep',
      '9',
    );
    const [command, replicas] = ['.spec.template.spec.containers[0].command', '.spec.replicas'];
    expect(
      await kubectl('-n', 'by-hand', 'get', 'deployment', 'idle', '-o', `jsonpath={${command}}{${replicas}}`),
    ).toBe('["sleep","9"]0');
    expect(await kubectl('delete', 'namespace', 'by-hand')).toContain('deleted');
    expect(await kubectl('auth', 'can-i', 'patch', 'pods', '--subresource=ephemeralcontainers')).toBe('yes\n');
  });

  it('applies a file, and runs a pod', async () => {
    const file = join(folder, 'pod.yaml');
    const container = '{name: main, image: busybox, command: [sleep, "60"]}';
    const pod = (label: string): string =>
      `{apiVersion: v1, kind: Pod, metadata: {name: applied, labels: {a: ${label}}}, spec: {containers: [${container}]}}`;
    await writeFile(file, pod('one'));
    expect(await kubectl('apply', '-f', file)).toContain('pod/applied created');
    expect(await kubectl('apply', '-f', file)).toContain('pod/applied unchanged');
    await writeFile(file, pod('two'));
    expect(await kubectl('apply', '--server-side', '--force-conflicts', '-f', file)).toContain('serverside-applied');
    expect(await kubectl('get', 'pod', 'applied', '-o', 'jsonpath={.metadata.labels.a}')).toBe('two');
    await kubectl('run', 'ran', '--image=busybox', '--restart=Never', '--', 'echo', 'it ran');
    await kubectl('wait', 'pod/ran', '--for=jsonpath={.status.phase}=Succeeded', '--timeout=20s');
    expect(await kubectl('logs', 'ran')).toBe('it ran\n');
    await kubectl('delete', 'pod', 'ran', 'applied', '--now');
  });

  it('debugs the node', async () => {
    const made = await kubectl('debug', 'node/practice', '--image=busybox', '--profile=general', '--attach=false');
    const name = /Creating debugging pod (\S+) with container debugger on node practice/.exec(made)?.[1] ?? '';
    expect(await kubectl('get', 'pod', name, '-o', 'jsonpath={.spec.hostPID}{.spec.nodeName}')).toBe('truepractice');
    await kubectl('delete', 'pod', name, '--now');
  });

  it('edits, and scales', async () => {
    const editor = join(folder, 'editor.sh');
    const deadline = 's/^\\( *\\)progressDeadlineSeconds: .*/\\1progressDeadlineSeconds: 77/';
    await writeFile(editor, `#!/bin/sh\nsed -i '${deadline}' "$1"\n`, { mode: 0o700 });
    const withEditor = kubectlFor(join(folder, 'kubeconfig.json'), 'practice', { KUBE_EDITOR: editor });
    expect(await withEditor('edit', 'deployment', 'http-server')).toContain('edited');
    expect(await kubectl('get', 'deployment', 'http-server', '-o', 'jsonpath={.spec.progressDeadlineSeconds}')).toBe(
      '77',
    );
    expect(await kubectl('scale', 'deployment', 'http-server', '--replicas=2')).toContain('scaled');
    await kubectl('rollout', 'status', 'deployment/http-server', '--timeout=30s');
    expect(await kubectl('get', 'deployment', 'http-server')).toMatch(/http-server +2\/2/);
  });

  it('says who one is, and what the cluster has not', async () => {
    expect(await kubectl('auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}')).toBe('admin');
    expect(await kubectl('api-resources', '--no-headers')).toMatch(/^pods +po +v1 +true +Pod$/m);
    expect(await refusal('top', 'pods')).toContain('Metrics API not available');
  });

  it('drains the node: its pods are evicted, and others wait until it takes pods again', async () => {
    await kubectl('scale', 'deployment', 'http-server', '--replicas=1');
    await kubectl('rollout', 'status', 'deployment/http-server', '--timeout=30s');
    const drained = await kubectl('drain', 'practice', '--force', '--delete-emptydir-data', '--timeout=60s');
    expect(drained).toMatch(/pod\/http-server-\S+ evicted[\s\S]*node\/practice drained/);
    expect(await kubectl('get', 'nodes')).toContain('Ready,SchedulingDisabled');
    const waiting = ['get', 'pods', '-l', 'app=http-server', '--field-selector=status.phase=Pending', '-o', 'name'];
    const [pod = ''] = (await kubectl(...waiting)).split('\n');
    expect(await kubectl('describe', pod)).toContain('1 node(s) were unschedulable');
    expect(await kubectl('uncordon', 'practice')).toContain('uncordoned');
    await kubectl('rollout', 'status', 'deployment/http-server', '--timeout=30s');
  });

  it('deletes', async () => {
    expect(await kubectl('delete', 'deployment,service', 'http-server')).toContain(
      'deployment.apps "http-server" deleted',
    );
    await kubectl('wait', '--for=delete', 'pods', '-l', 'app=http-server', '--timeout=20s');
    expect(await refusal('get', 'pods', 'http-server')).toContain(
      'Error from server (NotFound): pods "http-server" not found',
    );
  });
});
