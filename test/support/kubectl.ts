/** kubectl as the yardstick and as the tests' own hand in a cluster. */
import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the lab keeps its kubectl, of the version that is meant; elsewhere it is on the path. */
const LAB_PROGRAMS = '/var/lib/kube-lab/bin';

export interface Kubectl {
  /** Standard output; rejects with what kubectl said. */
  (...args: readonly string[]): Promise<string>;
  readonly context: string;
  readonly environment: NodeJS.ProcessEnv;
}

export function kubectlFor(kubeconfig: string, context: string, more: NodeJS.ProcessEnv = {}): Kubectl {
  const environment = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    ...more,
    PATH: [LAB_PROGRAMS, process.env['PATH'] ?? ''].join(delimiter),
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
  await kubectl('create', 'namespace', name);
  try {
    return await use();
  } finally {
    await kubectl('delete', 'namespace', name, '--wait=false');
  }
}
