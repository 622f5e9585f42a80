/** The map and the processes to who does not see them, in both themes. What a kernel says is for the cluster's specs. */
import { addObject, runningPod } from '../support/practice/objects.ts';
import { axeViolations } from './pages/accessibility.ts';
import { Window } from './pages/window.ts';
import { expect, test } from './practice.ts';

test('the map has no violation in either theme, and reads as a table', async ({ startApp, practice }) => {
  const { server, kubeconfig, complaints } = practice;
  addObject(server.store, runningPod({ name: 'web' }));
  const { page } = await startApp({ kubeconfig });
  const heard = complaints(page);
  const window = new Window(page);
  await window.openContext('practice');
  await window.openPod('web');
  const panel = await window.openTab('Namespaces');
  const map = panel.getByRole('grid', { name: 'Linux namespaces of the pod' });
  await expect(map).toBeVisible();
  await expect(map.getByRole('columnheader')).toHaveText([
    'container',
    ...['netnetwork', 'ipcmemory', 'utshost', 'pidprocesses', 'mntfiles', 'userusers', 'cgroupgroups', 'timeclock'],
  ]);
  await expect(map.getByRole('rowheader')).toHaveCount(2);
  await expect(
    map.getByRole('gridcell', { name: /^sandbox, net: shared with .*, inferred from the pod’s spec$/ }),
  ).toBeVisible();
  for (const theme of ['dark', 'light']) {
    await window.runCommand(`Use the ${theme} theme`);
    for (const scenario of ['Now', 'If processes were shared', 'On the node’s network']) {
      await panel.getByRole('radio', { name: scenario }).click();
      expect(await axeViolations(page, '[role=tabpanel]')).toEqual([]);
    }
  }
  await panel.getByRole('radio', { name: 'If processes were shared' }).click();
  const changed = map.getByRole('gridcell', { name: /^sandbox, pid: shared with .*, not so now$/ });
  await expect(changed).toHaveAttribute('aria-selected', 'true');
  await map.getByRole('gridcell', { name: /^sandbox, net/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(map.getByRole('gridcell', { name: /^sandbox, ipc/ })).toBeFocused();
  expect(heard).toEqual([]);
});

test('the map is written down for a report', async ({ startApp, practice }) => {
  const { server, kubeconfig } = practice;
  addObject(server.store, runningPod({ name: 'web' }));
  const { page } = await startApp({ kubeconfig });
  const window = new Window(page);
  await window.openContext('practice');
  await window.openPod('web');
  const panel = await window.openTab('Namespaces');
  const save = async (title: string): Promise<string> => {
    await panel.getByRole('button', { name: 'Export the map' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: title }).click();
    return (await download).suggestedFilename();
  };
  expect(await save('Save as SVG')).toBe('web-namespaces.svg');
  expect(await save('Save as PNG')).toBe('web-namespaces.png');
  expect(await save('Save as Markdown')).toBe('web-namespaces.md');
});
