/** kubectl as the yardstick and as the tests' own hand in a cluster. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the lab keeps its kubectl; elsewhere it is on the path. */
const LAB_PROGRAMS = '/var/lib/kube-lab/bin';

export interface Kubectl {
  /** Standard output; rejects with what kubectl said. */
  (...args: readonly string[]): Promise<string>;
  readonly context: string;
  readonly environment: NodeJS.ProcessEnv;
}

export function kubectlFor(kubeconfig: string, context: string): Kubectl {
  const environment = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    PATH: [process.env['PATH'] ?? '', LAB_PROGRAMS].join(delimiter),
  };
  const kubectl = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('kubectl', ['--context', context, ...args], {
      env: environment,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  };
  return Object.assign(kubectl, { context, environment });
}

/** A Kubernetes namespace of its own, deleted at the end without waiting. */
export async function withKubeNamespace<T>(kubectl: Kubectl, name: string, use: () => Promise<T>): Promise<T> {
  // As JSON, which every server reads; `create namespace` sends protocol buffers.
  const folder = await mkdtemp(join(tmpdir(), 'kesako-kubectl-'));
  const file = join(folder, 'namespace.json');
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  await kubectl('create', '-f', file);
  await rm(folder, { recursive: true });
  try {
    return await use();
  } finally {
    await kubectl('delete', 'namespace', name, '--wait=false');
  }
}
