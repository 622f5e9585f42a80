/** A page that goes away and comes back finds its terminals and its copies as they are. */
import { expect, test } from '../../support/fixtures.ts';
import { kubectlFor, withKubeNamespace } from '../../support/kubectl.ts';
import { Walker } from './walker.ts';

const KUBECONFIG = process.env['KUBECONFIG'] ?? '';
const CONTEXT = process.env['KESAKO_TEST_CONTEXT'] ?? '';
/** Enough to be under way when the page is reloaded, at a hundred megabytes a second. */
const SIZE_MIB = 400;

test.describe('a reload', { tag: '@cluster' }, () => {
  test.setTimeout(180_000);

  test('keeps the terminal with its scroll-back, and the download goes on', async ({ startApp }, testInfo) => {
    const kubeNamespace = `reload-${testInfo.project.name}-${String(process.pid)}`;
    const kubectl = kubectlFor(KUBECONFIG, CONTEXT);
    await withKubeNamespace(kubectl, kubeNamespace, async () => {
      const { page } = await startApp({ kubeconfig: KUBECONFIG });
      const walker = new Walker(page);
      const pod = await walker.debugServer(CONTEXT, kubeNamespace);
      await walker.type('for i in $(seq 200); do echo line-$i.; done');
      await walker.expectTerminal('line-200');

      const fill = `dd if=/dev/urandom of=/proc/1/root/tmp/big.bin bs=1048576 count=${String(SIZE_MIB)}`;
      await kubectl('-n', kubeNamespace, 'exec', pod, '-c', 'debugger', '--', 'sh', '-c', fill);
      await walker.tab('Files');
      await page.getByRole('row', { name: /^tmp/ }).dblclick();
      await page.getByRole('row', { name: /^big\.bin/ }).click();
      await page.getByRole('complementary', { name: /File / }).getByRole('button', { name: 'Download' }).click();
      const transfers = page.getByRole('region', { name: 'Transfers' });
      await expect(transfers.getByRole('progressbar')).toBeVisible();

      await page.reload();
      await expect(transfers.getByRole('progressbar')).toBeVisible();
      await walker.readTerminalsAloud();
      await walker.expectTerminal('line-200');
      await walker.type('echo alive-$((6*7))');
      await walker.expectTerminal('alive-42');
      await page.getByRole('textbox', { name: 'Terminal input' }).filter({ visible: true }).press('Control+Shift+F');
      await page.getByLabel('Search the terminal').fill('line-7.');
      await page.keyboard.press('Enter');
      await walker.expectTerminal(/^line-7\.$/m);
      await expect(transfers).toContainText('verified', { timeout: 60_000 });
      await expect(transfers).not.toContainText(/resumed/i);
    });
  });
});
