/** The app in front of a server in this process, with everything watched that an ordinary run must not do. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ConsoleMessage, Page } from '@playwright/test';

import { ADMIN, startApiServer, type ApiServer } from '../support/practice/start-api-server.ts';
import { writeKubeconfig } from '../../main/practice/api/kubeconfig.ts';
import { shell } from '../support/practice/shell.ts';
import { READ_ONLY, type User } from '../../main/practice/api/users.ts';
import { test as base } from '../support/fixtures.ts';

const VIEWER: User = { name: 'viewer', token: 'token-of-viewer', rules: READ_ONLY };

export interface Practice {
  readonly server: ApiServer;
  readonly folder: string;
  readonly kubeconfig: string;
  /** Errors on the page's console and refusals of its Content-Security-Policy since this was called. */
  complaints(page: Page): string[];
}

export const test = base.extend<{ readonly practice: Practice }>({
  // Playwright reads a fixture's needs from this pattern.
  practice: async ({}, use) => {
    const server = await startApiServer({
      users: [ADMIN, VIEWER],
      images: new Map([['busybox', { program: shell, exec: ([name]) => (name === 'sh' ? shell : undefined) }]]),
    });
    const folder = await mkdtemp(join(tmpdir(), 'kesako-e2e-'));
    const kubeconfig = join(folder, 'kubeconfig.json');
    await writeKubeconfig(kubeconfig, [
      { context: 'practice', server, user: ADMIN },
      { context: 'reader', server, user: VIEWER },
    ]);
    await use({ server, folder, kubeconfig, complaints });
    await server.close();
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';

function complaints(page: Page): string[] {
  const heard: string[] = [];
  const isComplaint = (message: ConsoleMessage): boolean =>
    message.type() === 'error' || message.text().includes('Content Security Policy');
  page.on('console', (message) => {
    if (isComplaint(message)) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  return heard;
}
