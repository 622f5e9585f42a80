/** A container's files against another one's of the same pod, as a person compares them. */
import { expect, test } from '../../support/fixtures.ts';
import { kubectlFor, withKubeNamespace } from '../../support/kubectl.ts';
import { axeViolations, namelessElements } from '../pages/accessibility.ts';
import { Walker } from './walker.ts';

const KUBECONFIG = process.env['KUBECONFIG'] ?? '';
const CONTEXT = process.env['KESAKO_TEST_CONTEXT'] ?? '';

/** In the target's root and in the debug container's own. */
const PREPARE = `
for root in /proc/1/root /; do
  mkdir -p "$root/tmp/c/deep" && cd "$root/tmp/c"
  echo same > same; ln -s same link; printf 'one\\ntwo\\nthree\\n' > deep/app.conf
  head -c 3000 /dev/zero > program
done
cd /proc/1/root/tmp/c && echo only > only-in-target && printf 'one\\n2\\nthree\\n' > deep/app.conf
printf '\\377' | dd of=program bs=1 seek=2000 conv=notrunc 2>/dev/null
for root in /proc/1/root /; do
  mkdir "$root/tmp/large" && echo small > "$root/tmp/large/a" && dd if=/dev/zero of="$root/tmp/large/b" bs=1 count=0 seek=15G
done
cd /tmp/c && touch 'only-<b>there' && chmod 600 same && ln -sf deep link`;

test.describe('a comparison', { tag: '@cluster' }, () => {
  test.setTimeout(180_000);

  test('shows what differs between two containers, and leads to it', async ({ startApp }, testInfo) => {
    const kubeNamespace = `compare-${testInfo.project.name}-${String(process.pid)}`;
    const kubectl = kubectlFor(KUBECONFIG, CONTEXT);
    await withKubeNamespace(kubectl, kubeNamespace, async () => {
      const { page } = await startApp({ kubeconfig: KUBECONFIG });
      const walker = new Walker(page);
      const pod = await walker.debugServer(CONTEXT, kubeNamespace);
      await kubectl('-n', kubeNamespace, 'exec', pod, '-c', 'debugger', '--', 'sh', '-c', PREPARE);

      const files = await walker.tab('Files');
      await files.getByRole('row', { name: /^tmp/ }).dblclick();
      await files.getByRole('row', { name: /^c\b/ }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Compare with…' }).click();
      await expect(walker.dialog).toContainText('Compare /tmp/c');
      await expect(walker.dialog.getByRole('button', { name: 'With the files of' })).toContainText('debugger');
      await walker.dialog.getByRole('textbox', { name: 'Path there' }).fill('/tmp/none/../c');
      await walker.dialog.getByRole('button', { name: 'Compare', exact: true }).click();

      const table = page.getByRole('grid', { name: 'What differs between /tmp/c here and /tmp/c there' });
      await expect(page.getByRole('status').filter({ hasText: 'Compared' })).toHaveText(
        'Compared: 1 only here, 1 only there, 4 differ, 0 not compared, 2 the same.',
      );
      const row = (name: string | RegExp) => table.getByRole('row', { name });
      await expect(row(/only-in-target/)).toContainText('only here');
      await expect(row(/only-<b>there/)).toContainText('only there');
      await expect(row(/^same/)).toContainText('differs: mode');
      await expect(row(/^link/)).toContainText('→ deep');
      await expect(row(/^program/)).toContainText('differs: content');
      await expect(table.getByRole('row')).toHaveCount(7);
      await page.getByText('Differences only').click();
      await expect(table.getByRole('row')).toHaveCount(9);
      expect(await namelessElements(page)).toEqual([]);

      // From the table to the difference by the keyboard alone.
      await row(/^deep\/app\.conf /).click();
      const entry = page.getByRole('complementary', { name: 'Comparison of /tmp/c/deep/app.conf' });
      const text = entry.getByRole('group', { name: /line by line/ });
      await expect(text.locator('[data-sign="-"]')).toHaveText('2');
      await expect(text.locator('[data-sign="+"]')).toHaveText('two');
      await page.keyboard.press('End');
      await page.keyboard.press('Home');
      await expect(page.getByRole('complementary', { name: 'Comparison of /tmp/c' })).toBeVisible();
      await row(/^program/).click();
      await expect(page.getByRole('complementary', { name: /program/ })).toContainText(
        'The first byte that differs is at 2,000.',
      );
      expect(await axeViolations(page, '.compare')).toEqual([]);

      await row(/app\.conf/).click();
      await entry.getByRole('button', { name: 'Open there' }).click();
      await expect(page.getByRole('complementary', { name: 'File /tmp/c/deep/app.conf' })).toContainText('two');
      await page.goBack();
      await expect(row(/only-in-target/)).toBeVisible();
      await page.getByRole('button', { name: 'Files', exact: true }).click();
      await expect(files.getByRole('row', { name: /^only-in-target/ })).toBeVisible();

      // One file by itself, by the key; and the folder with a place that is not there, by the palette.
      await files.getByRole('row', { name: /^program/ }).click();
      await page.keyboard.press('Control+Shift+E');
      await expect(walker.dialog).toContainText('Compare /tmp/c/program');
      await walker.dialog.getByRole('button', { name: 'Compare', exact: true }).click();
      await expect(page.getByRole('complementary', { name: 'Comparison of /tmp/c/program' })).toContainText(
        'at 2,000.',
      );
      await page.getByRole('button', { name: 'Files', exact: true }).click();
      await page.getByRole('button', { name: 'Close the file' }).click();
      await page.keyboard.press('Control+K');
      await page.keyboard.type('compare with another');
      await page.keyboard.press('Enter');
      await walker.dialog.getByRole('textbox', { name: 'Path there' }).fill('/tmp/none');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('grid', { name: /^What differs/ })).toContainText('only here');

      // What takes long says what it is at, and can be stopped: what was found stays.
      await page.getByRole('button', { name: 'Files', exact: true }).click();
      await files.getByRole('button', { name: 'tmp', exact: true }).click();
      await files.getByRole('row', { name: /^large/ }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Compare with…' }).click();
      await walker.dialog.getByRole('button', { name: 'Compare', exact: true }).click();
      await expect(files).toContainText('/b (15 GiB)');
      await expect(files.getByRole('list', { name: 'Found so far' })).toContainText('2 the same');
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(files).toContainText('Stopped: what is shown is what was found until then.');
      await expect(page.getByRole('button', { name: 'Compare again' })).toBeVisible();
    });
  });
});
