/** A debug container described once: kept, managed by the keyboard alone, and offered the next time. */
import { addDeployment } from '../support/practice/objects.ts';
import { Window } from './pages/window.ts';
import { expect, test } from './practice.ts';

test('a recipe is saved, managed by the keyboard and remembered on its cluster', async ({ startApp, practice }) => {
  const { server, kubeconfig, complaints } = practice;
  const pod = addDeployment(server.store, 'web');
  const { page } = await startApp({ kubeconfig });
  const heard = complaints(page);
  const window = new Window(page);
  await window.openContext('practice');
  await window.openPod(pod.metadata.name);
  const dialog = page.getByRole('dialog', { name: 'Add a debug container' });
  const chosen = dialog.getByRole('button', { name: /Recipe$/ });
  const openDialog = async (): Promise<void> => {
    await page.getByRole('article').getByRole('button', { name: 'Debug…' }).first().click();
    await expect(dialog.getByRole('button', { name: 'Add debug container' })).toBeEnabled();
  };

  await openDialog();
  await dialog.getByRole('button', { name: 'Name, command, environment…' }).click();
  const files = dialog.getByLabel('A custom container to import');
  await files.setInputFiles({ name: 'refused.yaml', mimeType: 'text/yaml', buffer: Buffer.from('image: other\n') });
  await expect(dialog.getByText(/not modifiable via custom profile \(found: image\)/)).toBeVisible();
  const custom = 'securityContext:\n  runAsUser: 4242\n';
  await files.setInputFiles({ name: 'ours.yaml', mimeType: 'text/yaml', buffer: Buffer.from(custom) });
  await expect(dialog.getByLabel('Custom container', { exact: true })).toHaveValue(custom);
  await dialog.getByLabel('Environment', { exact: true }).fill('DB_PASSWORD=tell-nobody\nLEVEL=debug');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog.getByText('Values that look like secrets are not kept:')).toBeVisible();
  await page.keyboard.type('Ours');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved the recipe Ours, without the values of DB_PASSWORD')).toBeVisible();
  await expect(chosen).toContainText('Ours');
  await dialog.getByRole('button', { name: 'Add debug container' }).click();
  await expect.poll(() => server.writes).toBe(1);

  // After a restart of the page it is what the dialog begins with, but for the secret.
  await page.reload();
  await openDialog();
  await expect(chosen).toContainText('Ours');
  await expect(dialog.getByText('Not kept in the recipe, because it looks like a secret:')).toBeVisible();
  await expect(dialog.getByText(/runAsUser: 4242/).first()).toBeVisible();

  await dialog.getByRole('button', { name: 'Manage…' }).click();
  const recipes = page.getByRole('dialog', { name: 'Recipes' });
  const row = (name: string | RegExp) => recipes.getByRole('row', { name });
  await row(/^Ours/).click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Theirs');
  await page.keyboard.press('Enter');
  await expect(row(/^Theirs/)).toBeVisible();
  await recipes.getByRole('button', { name: 'Duplicate' }).press('Enter');
  await expect(row(/^Theirs \(copy\)/)).toBeVisible();
  await row(/^Theirs \(copy\)/).click();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete recipe' }).press('Enter');
  await expect(row(/^Theirs \(copy\)/)).toHaveCount(0);
  await expect(row(/^Theirs/)).toBeVisible();
  expect(heard).toEqual([]);
});
