/** Where contexts come from: none yet, broken ones, ones that come and go while the app runs. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { kubeconfig, writeKubeconfig } from '../../main/practice/api/kubeconfig.ts';
import { ADMIN } from '../support/practice/start-api-server.ts';
import { Window } from './pages/window.ts';
import { expect, test } from './practice.ts';

test('the first start explains where contexts come from', async ({ startApp, practice }) => {
  const { page } = await startApp({ kubeconfig: join(practice.folder, 'missing') });
  await expect(page.getByRole('heading', { name: 'No contexts yet' })).toBeVisible();
  await expect(page.getByText('no such file')).toBeVisible();
});

test('broken contexts say what is wrong, and the others work', async ({ startApp, practice }) => {
  const file = join(practice.folder, 'broken.json');
  const good = JSON.parse(kubeconfig([{ context: 'practice', server: practice.server, user: ADMIN }])) as {
    readonly clusters: readonly object[];
    readonly users: readonly object[];
    readonly contexts: readonly object[];
  };
  await writeFile(
    file,
    JSON.stringify({
      ...good,
      users: [
        ...good.users,
        { name: 'no-certificate', user: { 'client-certificate': 'missing.crt', 'client-key': 'missing.key' } },
        {
          name: 'no-plugin',
          user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin' } },
        },
      ],
      contexts: [
        ...good.contexts,
        { name: 'dangling-cluster', context: { cluster: 'nobody', user: 'practice' } },
        { name: 'dangling-user', context: { cluster: 'practice', user: 'nobody' } },
        { name: 'lost-certificate', context: { cluster: 'practice', user: 'no-certificate' } },
        { name: 'lost-plugin', context: { cluster: 'practice', user: 'no-plugin' } },
      ],
    }),
  );
  const { page } = await startApp({ kubeconfig: file });
  const broken = page.getByRole('region').or(page.locator('section')).filter({ hasText: 'These cannot be used' });
  for (const [name, words] of [
    ['dangling-cluster', 'nobody'],
    ['dangling-user', 'nobody'],
    ['lost-certificate', 'missing.'],
  ] as const) {
    await expect(broken.getByRole('listitem').filter({ hasText: name })).toContainText(words);
  }
  await new Window(page).openContext('practice');
});

test('contexts come and go with the file', async ({ startApp, practice }) => {
  const { server, kubeconfig: file } = practice;
  const { page } = await startApp({ kubeconfig: file });
  const window = new Window(page);
  await expect(window.context('reader')).toBeVisible();
  const entries = ['practice', 'newcomer'].map((context) => ({ context, server, user: ADMIN }));
  await writeKubeconfig(file, entries);
  await expect(window.context('newcomer')).toBeVisible();
  await expect(window.context('reader')).toHaveCount(0);
});
