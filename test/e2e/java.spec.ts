/** Everything that a JVM can be asked, by somebody at the window; on the practice cluster unless the environment names another. */
import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { compileJava, hasJdk, javaPod, programConfigMap } from '../support/java-program.ts';
import { withKubeNamespace } from '../support/kubectl.ts';
import { ROOT } from '../support/web-host.ts';
import { expect, obstacle, test } from './cluster/walk-cluster.ts';
import { Walker } from './cluster/walker.ts';
import { axeViolations, invisibleFocus } from './pages/accessibility.ts';

/** Two threads in a deadlock, and one that goes on allocating. */
const SOURCE = `
public class Main {
  static final Object ACCOUNT = new StringBuilder(), LEDGER = new java.util.ArrayList<String>();
  static final java.util.List<byte[]> kept = new java.util.ArrayList<>();
  public static void main(String[] a) throws Exception {
    new Thread(() -> both(ACCOUNT, LEDGER), "transfer-in").start();
    new Thread(() -> both(LEDGER, ACCOUNT), "transfer-out").start();
    while (true) { kept.add(new byte[1024]); if (kept.size() > 4096) kept.clear(); Thread.sleep(2); }
  }
  static void both(Object one, Object other) {
    synchronized (one) { try { Thread.sleep(300); } catch (InterruptedException e) { } synchronized (other) { } }
  }
}`;

const OWN_SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0" label="own">
  <event name="jdk.CPULoad"><setting name="enabled">true</setting><setting name="period">200 ms</setting></event>
</configuration>`;

const POD = 'bank';
const OPTIONS = ['-Xmx64m', '-XX:NativeMemoryTracking=summary', '-Ddb.password=hunter2', '-Dregion=north'];
const MANIFEST = [
  programConfigMap('program', hasJdk ? compileJava(SOURCE) : {}),
  javaPod({ name: POD, program: 'program', options: OPTIONS }),
]
  .map((object) => JSON.stringify(object))
  .join('\n---\n');

const THEMES = ['dark', 'light'] as const;
const SIZES = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
] as const;
const isLookedAt = process.env['KESAKO_LOOK'] === '1';

/** With KESAKO_LOOK=1: pictures of each view, in both themes and two sizes. */
async function look(page: Page, name: string): Promise<void> {
  if (!isLookedAt) return;
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const theme of THEMES) {
      await useTheme(page, theme);
      const file = `${name}-${theme}-${String(size.width)}.png`;
      await page.screenshot({ path: join(ROOT, 'test-output/java', file), animations: 'disabled' });
    }
  }
}

test.describe('a JVM', () => {
  test.skip(obstacle !== undefined, obstacle);
  test.skip(!hasJdk, 'There is no JDK here.');
  test.setTimeout(isLookedAt ? 600_000 : 240_000);

  test('answers everything, to the keyboard and to the ear as well', async ({ startApp, walkCluster }, testInfo) => {
    const kubeNamespace = `java-${testInfo.project.name}-${String(process.pid)}`;
    const { kubectl, kubeconfig, context } = walkCluster;
    await withKubeNamespace(kubectl, kubeNamespace, async () => {
      const { page } = await startApp({ kubeconfig, size: SIZES[1] });
      const walker = new Walker(page);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await walker.chooseContext(context, kubeNamespace);
      await walker.applyManifest(MANIFEST);
      await page.getByRole('grid', { name: 'Pods' }).getByRole('link', { name: POD }).click();
      await expect(walker.pod).toContainText('Running');
      await walker.debug({ image: 'busybox', target: 'app', name: 'debugger', attach: false, command: 'sleep 3600' });
      const phases = page.getByRole('log', { name: 'What has happened' });
      await expect(phases).toContainText('running', { ignoreCase: true, timeout: 30_000 });
      await walker.dialog.getByRole('button', { name: 'Close' }).last().click();
      const java = await walker.tab('Java');
      const view = (name: string): Promise<Locator> => openView(java, name);
      const check = async (name: string): Promise<void> => {
        await look(page, name);
        await expectAccessible(page, java, name);
      };

      await test.step('its facts', async () => {
        await expect(java).toContainText('attach works from debugger');
        await expect(java).toContainText('in app');
        const facts = java.getByRole('region', { name: 'Facts' });
        if (!(await facts.isVisible())) await java.getByRole('button', { name: 'Facts' }).click();
        await expect(facts).toContainText('db.password=');
        await check('facts');
        await java.getByRole('button', { name: 'Facts' }).click();
        await expect(java).not.toContainText('hunter2');
      });

      await test.step('recordings', async () => {
        const panel = await view('Recordings');
        await expect(panel).toContainText('Nothing is being recorded');
        await check('recordings-none');
        await start(page, walker, panel, { name: 'continuous', minutes: 5 });
        const continuous = panel.getByRole('row', { name: /^continuous running/ });
        await expect(continuous).toContainText(/KiB|MiB/, { timeout: 30_000 });
        await expect(continuous).toContainText('the last 5 min');

        await continuous.getByRole('button', { name: 'Dump what there is…' }).click();
        await walker.dialog.getByRole('textbox', { name: 'Only the last minutes' }).fill('2');
        await walker.dialog.getByRole('textbox', { name: 'File in the container' }).fill('/tmp/part.jfr');
        await expect(walker.dialog).toContainText('JFR.dump name=continuous filename=/tmp/part.jfr maxage=120s');
        await walker.dialog.getByRole('button', { name: 'Dump', exact: true }).click();
        await expect(panel.getByRole('row', { name: /dumped/ })).toContainText('/tmp/part.jfr', { timeout: 30_000 });

        await start(page, walker, panel, { name: 'short', seconds: 4, settings: OWN_SETTINGS });
        await expect(panel.getByRole('row', { name: /^short/ })).toContainText(/\d s left|writing the file/);
        await expect(panel.getByRole('row', { name: /^short/ })).toContainText('finished', { timeout: 30_000 });
        await panel.getByRole('button', { name: 'Search for recordings' }).click();
        await expect(panel.getByRole('region', { name: 'Recordings in the file system' })).toContainText(
          'being recorded',
          { timeout: 30_000 },
        );
        await check('recordings');
      });

      await test.step('a recording is found again after a lost connection, and by a window that is opened anew', async () => {
        const running = (await view('Recordings')).getByRole('row', { name: /^continuous running/ });
        await walkCluster.cut?.();
        await expect(running).toBeVisible({ timeout: 30_000 });
        await expect(java.getByRole('alert')).toHaveCount(0, { timeout: 30_000 });
        await page.reload();
        await expect(running).toContainText('/tmp/continuous.jfr', { timeout: 30_000 });
      });

      await test.step('a recording is opened from here, found again afterwards, and deleted', async () => {
        const panel = await view('Recordings');
        const short = panel.getByRole('row', { name: /^short/ });
        await short.getByRole('button', { name: 'Open the recording' }).click();
        await expect(page.getByRole('heading', { level: 1, name: 'short.jfr' })).toBeVisible({ timeout: 30_000 });
        await expect(page.getByRole('tab', { name: /^What stands out/ })).toBeVisible();
        await page.goBack();
        await short.getByRole('button', { name: 'Delete…' }).click();
        await walker.alert
          .getByRole('button', { name: /^Delete/ })
          .last()
          .click();
        await expect(short).toHaveCount(0, { timeout: 30_000 });
        const continuous = panel.getByRole('row', { name: /^continuous/ }).first();
        await continuous.getByRole('button', { name: 'Stop and discard…' }).click();
        await walker.alert
          .getByRole('button', { name: /discard/i })
          .last()
          .click();
        await expect(panel.getByRole('row', { name: /^continuous running/ })).toHaveCount(0);
      });

      await test.step('threads', async () => {
        const panel = await view('Threads');
        await panel.getByRole('button', { name: 'Take a thread dump' }).click();
        await expect(panel).toContainText('Deadlock of 2 threads', { timeout: 30_000 });
        await expect(panel).toContainText(/transfer-in\s+waits for java.util.ArrayList, held by\s+transfer-out/);
        await check('threads');
        await panel.getByRole('radio', { name: 'Locks' }).click();
        await expect(panel.getByRole('grid', { name: 'Locks that are waited for' })).toContainText('transfer-out');
        await panel.getByRole('button', { name: 'Take a thread dump' }).click();
        await panel.getByRole('radio', { name: 'Compare' }).click();
        const compared = panel.getByRole('grid', { name: 'Threads compared with the dump before' });
        await expect(compared.getByRole('row', { name: /^transfer-in/ })).toContainText('stands still');
        await check('threads-compared');
      });

      await test.step('heap', async () => {
        const panel = await view('Heap');
        await panel.getByRole('button', { name: 'Count objects' }).click();
        const classes = panel.getByRole('grid', { name: 'Classes' });
        await expect(classes).toContainText('byte[]', { timeout: 30_000 });
        await panel.getByRole('button', { name: 'Count again' }).click();
        await expect(classes.getByRole('columnheader', { name: /± Size/ })).toBeVisible({ timeout: 30_000 });
        await check('histogram');
        await panel.getByRole('button', { name: 'Make a heap dump…' }).click();
        await expect(walker.dialog).toContainText('GC.heap_dump', { timeout: 30_000 });
        await look(page, 'heap-dump-dialog');
        expect(await axeViolations(page, '[role=dialog]')).toEqual([]);
        await walker.dialog.getByRole('button', { name: 'Make heap dump' }).click();
        await expect(panel).toContainText('The file in the container is deleted', { timeout: 60_000 });
      });

      await test.step('memory, garbage, code cache and compiler', async () => {
        const panel = await view('Memory');
        await expect(panel.getByRole('table')).toContainText('Java Heap', { timeout: 30_000 });
        await expect(panel.getByRole('region', { name: 'Code cache' })).toContainText('compiled methods');
        await expect(panel.getByRole('region', { name: 'Compiler' })).toContainText(/compiled/);
        await panel.getByRole('button', { name: 'Collect garbage' }).click();
        await expect(panel).toContainText('Garbage was collected.', { timeout: 30_000 });
        await check('memory');
      });

      await test.step('settings, secrets covered', async () => {
        const panel = await view('Settings');
        await expect(panel.getByRole('grid', { name: 'Flags' })).toContainText('NativeMemoryTracking');
        await panel.getByRole('radio', { name: 'System properties' }).click();
        const properties = panel.getByRole('grid', { name: 'System properties' });
        await panel.getByRole('textbox', { name: 'Filter' }).fill('db.');
        await expect(properties).toContainText('db.password');
        await expect(panel).not.toContainText('hunter2');
        await check('settings');
        await properties.getByRole('row', { name: /db\.password/ }).click();
        await panel.getByRole('button', { name: 'Show its value' }).click();
        await expect(panel).toContainText('hunter2');
      });
    });
  });
});

interface Wish {
  readonly name: string;
  readonly seconds?: number;
  readonly minutes?: number;
  /** Of an own .jfc file. */
  readonly settings?: string;
}

async function start(page: Page, walker: Walker, panel: Locator, wish: Wish): Promise<void> {
  await panel.getByRole('button', { name: 'Start recording…' }).click();
  const field = (name: string): Locator => walker.dialog.getByRole('textbox', { name });
  await field('Name').fill(wish.name);
  await field('Duration in seconds').fill(wish.seconds === undefined ? '' : String(wish.seconds));
  if (wish.minutes !== undefined) await field('Keep the last minutes').fill(String(wish.minutes));
  if (wish.settings !== undefined) {
    await walker.dialog.getByText('own .jfc file').click();
    const file = { name: 'own.jfc', mimeType: 'application/xml', buffer: Buffer.from(wish.settings) };
    const choosing = page.waitForEvent('filechooser');
    await walker.dialog.getByRole('button', { name: 'Choose a .jfc file…' }).click();
    await (await choosing).setFiles(file);
    await expect(walker.dialog).toContainText('own.jfc');
  }
  await page.keyboard.press('Tab');
  await expect(walker.dialog).toContainText(`jcmd 1 JFR.start name=${wish.name}`, { timeout: 30_000 });
  await look(page, `start-${wish.name}`);
  expect(await axeViolations(page, '[role=dialog]')).toEqual([]);
  await walker.dialog.getByRole('button', { name: 'Start recording' }).click();
  await expect(panel.getByRole('row', { name: new RegExp(`^${wish.name}`) })).toBeVisible({ timeout: 60_000 });
}

async function openView(java: Locator, name: string): Promise<Locator> {
  await java.getByRole('tab', { name, exact: true }).click();
  return java.getByRole('tabpanel', { name, exact: true });
}

/** axe knows names and contrasts; whoever uses the keyboard sees where it is. */
async function expectAccessible(page: Page, java: Locator, name: string): Promise<void> {
  for (const theme of THEMES) {
    await useTheme(page, theme);
    expect(await axeViolations(page, '.jvm'), `${name}, ${theme}`).toEqual([]);
  }
  await java.getByRole('tab', { selected: true }).focus();
  expect(await invisibleFocus(page, 12)).toEqual([]);
}

async function useTheme(page: Page, theme: string): Promise<void> {
  await page.locator('html').evaluate((root, value) => root.setAttribute('data-theme', value), theme);
}
