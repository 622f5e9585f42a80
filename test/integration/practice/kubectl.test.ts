/** kubectl itself, pointed at the practice cluster: what the tour does by hand. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
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
