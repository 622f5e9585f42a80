/** Kubeconfig files for servers of tests. */
import { rename, writeFile } from 'node:fs/promises';

import type { ApiServer } from './api-server.ts';
import type { User } from './users.ts';

export interface ContextEntry {
  readonly context: string;
  readonly server: Pick<ApiServer, 'url' | 'authority'>;
  readonly user: Pick<User, 'name' | 'token'>;
  readonly kubeNamespace?: string;
}

/** One cluster, user and context for each entry; the entries' names are the contexts' unless users are to share theirs. */
export function kubeconfig(
  entries: readonly ContextEntry[],
  userName = (entry: ContextEntry) => entry.context,
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': entries[0]?.context ?? '',
    clusters: entries.map(({ context, server }) => ({
      name: context,
      cluster: {
        server: server.url,
        'certificate-authority-data': Buffer.from(server.authority).toString('base64'),
      },
    })),
    users: entries.map((entry) => ({ name: userName(entry), user: { token: entry.user.token } })),
    contexts: entries.map((entry) => ({
      name: entry.context,
      context: { cluster: entry.context, user: userName(entry), namespace: entry.kubeNamespace ?? 'default' },
    })),
  });
}

/** In one step, as `kubectl config` does: a reader sees the old file or the new one. */
export async function writeKubeconfig(path: string, entries: readonly ContextEntry[]): Promise<void> {
  await writeFile(`${path}.new`, kubeconfig(entries), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
