import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where the chosen context comes from; names only, no credential. */
export interface KubeconfigEntry {
  readonly cluster: string;
  readonly user: string;
  /** In the order of their precedence. */
  readonly kubeconfigFiles: readonly string[];
}

export interface LocalKubeconfig {
  /** For the variable `KUBECONFIG`. */
  readonly variable: string;
  dispose(): Promise<void>;
}

/**
 * Makes kubectl point at a context and Kubernetes namespace without touching the person's files or copying a secret: of
 * several files the first that names something counts, so one with nothing but the choice goes before the others.
 */
export async function writeLocalKubeconfig(
  choice: { readonly context: string; readonly kubeNamespace: string },
  entry: KubeconfigEntry,
  temporaryFolder: string,
): Promise<LocalKubeconfig> {
  const folder = await mkdtemp(join(temporaryFolder, 'kesako-shell-'));
  await chmod(folder, 0o700);
  const path = join(folder, 'kubeconfig');
  await writeFile(path, `${JSON.stringify(overlay(choice, entry), undefined, 2)}\n`, { mode: 0o600 });
  return {
    variable: [path, ...entry.kubeconfigFiles].join(delimiter),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** JSON is YAML, and quotes whatever a name may contain. */
function overlay(
  { context, kubeNamespace }: { readonly context: string; readonly kubeNamespace: string },
  { cluster, user }: KubeconfigEntry,
): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    contexts: [{ name: context, context: { cluster, user, namespace: kubeNamespace } }],
  };
}
