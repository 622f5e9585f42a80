/** The tutorial's walk on a real cluster and on the practice cluster, through the window, on both hosts. Row numbers are the walk's. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { ElectronApplication, Locator } from '@playwright/test';

import type { RunningApp } from '../../support/app.ts';
import { withKubeNamespace, type Kubectl } from '../../support/kubectl.ts';
import { HTTP_SERVER, SPRING_PETCLINIC } from './manifests.ts';
import { expect, obstacle, test } from './walk-cluster.ts';
import { Walker } from './walker.ts';

const JDK = 'eclipse-temurin:17-jdk';
const RECORDING_SECONDS = 15;
const SHORT_SECONDS = 5;

interface DraggedFile {
  readonly file: string;
}

test.describe('the walk', { tag: '@walk' }, () => {
  test.skip(obstacle !== undefined, obstacle);
  test.setTimeout(240_000);

  test('part 1: a web server without tools', { tag: '@web-server' }, async ({ startApp, walkCluster }, testInfo) => {
    const kubeNamespace = `walk-web-${testInfo.project.name}-${String(process.pid)}`;
    const { kubectl, kubeconfig, context } = walkCluster;
    await withKubeNamespace(kubectl, kubeNamespace, async () => {
      const app = await startApp({ kubeconfig });
      const walker = new Walker(app.page);
      const row = rowsOf(app);

      await row(1, 'apply the manifest and see it roll out', async () => {
        await walker.chooseContext(context, kubeNamespace);
        await walker.applyManifest(HTTP_SERVER);
      });
      const pod = await walker.openPod('http-server');

      await row(2, 'try a shell that is not there', async () => {
        await walker.shell('bash', 'http-server');
        await expect(app.page.getByText('exec: "bash": executable file not found in $PATH').first()).toBeVisible();
        await expect(app.page.getByRole('button', { name: 'Debug this container' })).toBeVisible();
        await walker.readTerminalsAloud();
      });

      await row(3, 'create a debug container without attaching', async () => {
        await walker.debug({ image: 'busybox', target: 'none', name: 'debugger', attach: false, asKubectl: true });
        const phases = app.page.getByRole('log', { name: 'What has happened' });
        await expect(phases).toContainText('running', { ignoreCase: true });
        await walker.dialog.getByRole('button', { name: 'Close' }).last().click();
      });

      await row(4, 'look at it', async () => {
        const card = app.page.getByRole('region', { name: 'Container debugger' });
        await expect(card).toContainText('busybox');
        await expect(card).toContainText(/by kesako/);
        await expect(card).toContainText(/Running for/);
        await card.getByText('More').click();
        await expect(card).toContainText(/sha256:/);
      });

      await row(5, 'attach, leave, attach again', async () => {
        const card = app.page.getByRole('region', { name: 'Container debugger' });
        await card.getByRole('button', { name: 'Attach' }).click();
        await walker.expectTerminal('/ #');
        await walker.type('wget -q -O - localhost:8080 | head -c 60');
        await walker.expectTerminal(/<!DOCTYPE|<h1>|<html/i);
        await app.page.getByRole('button', { name: /^Close debugger/ }).click();
        await walker.alert.getByRole('button', { name: 'Close terminal' }).click();
        await card.getByRole('button', { name: 'Attach' }).click();
        await walker.expectTerminal('/ #');
        await walker.type('echo again-$((6*7))');
        await walker.expectTerminal('again-42');
      });

      await row(6, 'the pid namespace is not shared, says the kernel', async () => {
        await walker.type('ps auxf');
        await walker.expectTerminal(/1 root\s+.*sh/);
        expect(await walker.terminalText()).not.toContain('http.server');
        await walker.tab('Namespaces');
        for (const shared of ['net', 'ipc', 'uts']) {
          await expect(walker.cell('http-server', shared)).toHaveAccessibleName(
            /shared with .*debugger.*, from the kernel/,
          );
        }
        for (const own of ['pid', 'mnt']) {
          await expect(walker.cell('http-server', own)).toHaveAccessibleName(/its own, from the kernel/);
          await expect(walker.cell('debugger', own)).toHaveAccessibleName(/its own, from the kernel/);
        }
      });

      await row(9, "open the server's files", async () => {
        await walker.tab('Overview');
        await walker.debug({ image: 'busybox', target: 'http-server', name: 'targeted' });
        await walker.expectTerminal('/ #');
        const files = await walker.tab('Files');
        await expect(files.getByRole('row', { name: /^etc/ })).toBeVisible();
        await expect(files.getByRole('row', { name: /^proc/ })).toBeVisible();
        await walker.type("printf 'port=1\\r\\n' > /proc/1/root/tmp/walk.properties");
        await files.getByRole('row', { name: /^tmp/ }).dblclick();
        await files.getByRole('row', { name: /^walk\.properties/ }).click();
        const panel = app.page.getByRole('complementary', { name: /File / });
        await panel.getByRole('button', { name: 'Edit…' }).click();
        await expect(walker.dialog).toContainText(/python.* is running on these files/);
        await walker.dialog.getByRole('textbox', { name: 'Content' }).fill('port=2\n');
        await walker.dialog.getByRole('button', { name: 'Save in the container' }).click();
        await expect(panel).toContainText('port=2');
        await walker.type('od -c /proc/1/root/tmp/walk.properties');
        await walker.expectTerminal(/p\s+o\s+r\s+t\s+=\s+2\s+\\r\s+\\n/);
      });

      await row(11, 'see the server as process 1', async () => {
        await walker.type('ps auxf');
        await walker.expectTerminal(/1 root\s+.*python -m http.server 8080/);
        await walker.tab('Namespaces');
        await expect(walker.cell('http-server', 'pid')).toHaveAccessibleName(
          /shared with .*targeted.*, from the kernel/,
        );
        await expect(walker.cell('debugger', 'pid')).toHaveAccessibleName(/its own, from the kernel/);
        await expect(walker.cell('http-server', 'mnt')).toHaveAccessibleName(/its own, from the kernel/);
        expect(await specOf(kubectl, kubeNamespace, pod)).not.toContain('shareProcessNamespace');
      });

      await row(12, 'copy the pod', async () => {
        await walker.tab('Overview');
        await walker.pod.getByRole('button', { name: 'Copy pod…' }).click();
        await walker.dialog.getByRole('textbox', { name: 'Name of the copy' }).fill('debug-pod');
        await walker.dialog.getByRole('combobox', { name: 'Image' }).fill('busybox');
        await app.page.keyboard.press('Escape');
        await expect(walker.dialog).toContainText('The copy has no labels: no Service sends it traffic.');
        await expect(walker.dialog).toContainText('Its probes are left away (readiness)');
        await expect(walker.dialog).toContainText('All containers of the copy see each other’s processes');
        await walker.dialog.getByRole('button', { name: 'Create copy' }).click();
        await walker.expectTerminal('/ #');
        await walker.type('ps auxf');
        await walker.expectTerminal(/python -m http.server 8080/);
        await expect(app.page.getByRole('row', { name: /debug-pod/ })).toContainText('2/2');
        const copy = await walker.ledgerEntry('debug-pod');
        await expect(copy).toContainText(`copy of ${pod}`);
        await walker.settle(copy, 'Remove');
        await expect(copy).toHaveCount(0);
        await expect(async () => kubectl('-n', kubeNamespace, 'get', 'pod', 'debug-pod')).rejects.toThrow(/not found/);
      });

      await row(7, 'share the processes of the deployment', async () => {
        await app.page.goBack();
        const before = await templateOf(kubectl, kubeNamespace);
        await walker.pod.getByRole('button', { name: 'Share processes…' }).click();
        await expect(walker.dialog).toContainText('Isolation between its containers is weakened');
        await expect(walker.dialog).toContainText('Process 1 becomes the pause process');
        await expect(walker.dialog).toContainText(pod);
        await expect(walker.dialog).toContainText('shareProcessNamespace: true');
        await walker.dialog.getByRole('button', { name: 'Share processes', exact: true }).click();
        await walker.dialog.getByRole('button', { name: 'Go to the new pod' }).click({ timeout: 60_000 });
        await expect(walker.pod.getByRole('heading', { level: 1 })).not.toHaveText(pod);

        await test.step('row 8: debug the new pod and see all its processes', async () => {
          await walker.debug({ image: 'busybox', target: 'none', name: 'sharing' });
          await walker.expectTerminal('/ #');
          await walker.type('ps auxf');
          await walker.expectTerminal(/\/pause[\s\S]*python -m http.server 8080[\s\S]*sh/);
          await walker.tab('Namespaces');
          await expect(walker.cell('http-server', 'pid')).toHaveAccessibleName(
            /shared with .*sharing.*, from the kernel/,
          );
        });

        await test.step('row 20: put everything back', async () => {
          const debugger_ = await walker.ledgerEntry('sharing');
          await expect(debugger_).toContainText('stays until the pod goes');
          await walker.settle(debugger_, 'Stop');
          await expect(debugger_).toContainText('ended');
          const shared = await walker.ledgerEntry('http-server');
          await walker.settle(shared, 'Put back');
          await expect(shared).toHaveCount(0);
          expect(await templateOf(kubectl, kubeNamespace)).toBe(before);
          // The stand-in for Electron tells of no downloads.
          const downloading = app.electron === undefined ? app.page.waitForEvent('download') : undefined;
          await app.page.getByRole('button', { name: 'Export' }).click();
          await app.page.getByRole('menuitem', { name: 'As Markdown' }).click();
          if (downloading !== undefined) {
            const text = await readFile(await (await downloading).path(), 'utf8');
            expect(text).toContain('kubectl');
            expect(text).toContain('putBack');
          }
        });
        await walker.openContext(context);
      });

      await row(10, 'put the deployment back', async () => {
        await walker.openKubeNamespace(kubeNamespace);
        await walker.deleteByManifest(HTTP_SERVER);
        await expect(app.page.getByRole('row', { name: /http-server-/ })).toHaveCount(0, { timeout: 60_000 });
        await walker.applyManifest(HTTP_SERVER);
        const renewed = await walker.openPod('http-server');
        expect(renewed).not.toBe(pod);
        await walker.tab('Namespaces');
        await expect(walker.cell('http-server', 'pid')).toHaveAccessibleName(/its own/);
      });
    });
  });

  test('part 2: a Java application', { tag: '@jdk' }, async ({ startApp, walkCluster }, testInfo) => {
    const kubeNamespace = `walk-java-${testInfo.project.name}-${String(process.pid)}`;
    test.skip(!walkCluster.has(JDK), `There is no ${JDK} here.`);
    const { kubectl, kubeconfig, context, limitsMemory } = walkCluster;
    await withKubeNamespace(kubectl, kubeNamespace, async () => {
      const app = await startApp({ kubeconfig });
      const walker = new Walker(app.page);
      const row = rowsOf(app);

      await walker.chooseContext(context, kubeNamespace);
      await walker.applyManifest(SPRING_PETCLINIC);
      const pod = await walker.openPod('spring-petclinic');
      await app.page.getByRole('button', { name: 'Show terminals and transfers' }).click();
      await walker.readTerminalsAloud();

      await row(13, 'debug it with a JDK beside it', async () => {
        await walker.debug({
          image: JDK,
          target: 'spring-petclinic',
          name: 'debugger',
          command: 'bash',
        });
        await walker.expectTerminal(/root@.*\#/, 120_000);
      });

      await row(14, 'see java as process 1', async () => {
        await walker.type('ps -e -o pid,args');
        await walker.expectTerminal(/^ *1 .*java[\s\S]*start\.jar/m);
      });

      await row(15, 'read the JVM panel', async () => {
        const java = await walker.tab('Java');
        await expect(java).toContainText('17.0.');
        await expect(java).toContainText('start.jar');
        const facts = java.getByRole('region', { name: 'Facts' });
        await expect(facts).toContainText(limitsMemory ? /memory/i : /Heap/, { timeout: 30_000 });
      });

      await row(16, `record for ${String(RECORDING_SECONDS)} s`, () => record(walker, RECORDING_SECONDS));

      await row(17, 'see it among the files', async () => {
        const java = await walker.tab('Java');
        await java.getByRole('row', { name: /walk/ }).getByRole('button', { name: 'Show in files' }).click();
        await expect(app.page.getByRole('row', { name: /record\.jfr/ })).toContainText(/KiB|MiB/);
      });

      await row(18, 'get it out, verified', async () => {
        const bytes = await fetchRecording(app);
        await expectReadable(bytes);
        const remote = await kubectl(
          '-n',
          kubeNamespace,
          'exec',
          pod,
          '-c',
          'debugger',
          '--',
          'sha256sum',
          '/proc/1/root/tmp/record.jfr',
        );
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(remote.split(' ')[0]);
      });
    });
  });

  test('part 2 from a busybox, without any JDK', { tag: '@busybox' }, async ({ startApp, walkCluster }, testInfo) => {
    const kubeNamespace = `walk-busybox-${testInfo.project.name}-${String(process.pid)}`;
    const { kubectl, kubeconfig, context } = walkCluster;
    await withKubeNamespace(kubectl, kubeNamespace, async () => {
      const app = await startApp({ kubeconfig });
      const walker = new Walker(app.page);
      await walker.chooseContext(context, kubeNamespace);
      await walker.applyManifest(SPRING_PETCLINIC);
      await walker.openPod('spring-petclinic');
      await app.page.getByRole('button', { name: 'Show terminals and transfers' }).click();
      await walker.debug({ image: 'busybox', target: 'spring-petclinic', name: 'debugger' });
      await rowsOf(app, 'busybox')(16, 'record with a busybox', () => record(walker, SHORT_SECONDS));
      const java = await walker.tab('Java');
      await java.getByRole('row', { name: /walk/ }).getByRole('button', { name: 'Show in files' }).click();
      await expectReadable(await fetchRecording(app));
    });
  });
});

async function record(walker: Walker, seconds: number): Promise<void> {
  const java = await walker.tab('Java');
  await java.getByRole('button', { name: 'Start recording…' }).click();
  await walker.dialog.getByRole('textbox', { name: 'Name' }).fill('walk');
  await walker.dialog.getByRole('textbox', { name: 'Duration in seconds' }).fill(String(seconds));
  await walker.dialog.getByRole('textbox', { name: 'File in the container' }).fill('/tmp/record.jfr');
  await expect(walker.dialog).toContainText('jcmd 1 JFR.start name=walk');
  await walker.dialog.getByRole('button', { name: 'Start recording' }).click();
  const recording = java.getByRole('row', { name: /walk/ });
  await expect(recording).toContainText(/running|\d+ s/, { timeout: 30_000 });
  await expect(recording.getByRole('button', { name: 'Download' })).toBeEnabled({ timeout: 60_000 });
}

/** Where a JDK is at hand, its own reader is asked as well. */
async function expectReadable(bytes: Buffer): Promise<void> {
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('FLR\0');
  const folder = await mkdtemp(join(tmpdir(), 'walk-'));
  const file = join(folder, 'record.jfr');
  await writeFile(file, bytes);
  const { error, status, stdout } = spawnSync('jfr', ['summary', file]);
  await rm(folder, { recursive: true });
  if (error === undefined)
    expect([status, stdout.toString()]).toEqual([0, expect.stringContaining('jdk.ExecutionSample')]);
}

function rowsOf(
  app: RunningApp,
  variant = '',
): (number: number, what: string, walk: () => Promise<void>) => Promise<void> {
  return (number, what, walk) =>
    test.step(`row ${String(number)}: ${what}`, async () => {
      await walk();
      const name = `row-${String(number).padStart(2, '0')}${variant}.png`;
      await app.page.screenshot({ path: join(walkOutput(app.host), name) });
    });
}

/** Beside Playwright's own folder, which it clears. */
function walkOutput(host: RunningApp['host']): string {
  return join(test.info().project.outputDir, '..', 'walk', host);
}

async function specOf(kubectl: Kubectl, kubeNamespace: string, pod: string): Promise<string> {
  return kubectl('-n', kubeNamespace, 'get', 'pod', pod, '-o', 'jsonpath={.spec}');
}

async function templateOf(kubectl: Kubectl, kubeNamespace: string): Promise<string> {
  return kubectl('-n', kubeNamespace, 'get', 'deployment', 'http-server', '-o', 'jsonpath={.spec.template}');
}

/** The system's own drag cannot be driven by a test; the stand-in records what it was given, the real Electron is not asked. */
async function expectNativeDrag(electron: ElectronApplication, transfers: Locator): Promise<void> {
  await transfers.getByRole('listitem').first().dispatchEvent('dragstart');
  const dragged = (): Promise<readonly DraggedFile[] | undefined> =>
    electron.evaluate(() => {
      const { __standin: standIn } = globalThis as { __standin?: { called(name: string): { args: DraggedFile[] }[] } };
      return standIn?.called('webContents.startDrag').flatMap(({ args }) => args);
    });
  if ((await dragged()) === undefined) return;
  await expect.poll(async () => (await dragged())?.map(({ file }) => basename(file))).toEqual(['record.jfr']);
}

/** As a person gets it: by the save dialog on the desktop, as a download in the browser. */
async function fetchRecording(app: RunningApp): Promise<Buffer> {
  await app.page.getByRole('row', { name: /record\.jfr/ }).click();
  await app.page.getByRole('complementary', { name: /File / }).getByRole('button', { name: 'Download' }).click();
  const transfers = app.page.getByRole('region', { name: 'Transfers' });
  await expect(transfers).toContainText('verified', { timeout: 60_000 });
  if (app.electron === undefined) {
    const [download] = await Promise.all([
      app.page.waitForEvent('download'),
      transfers.getByRole('button', { name: 'Save…' }).click(),
    ]);
    return readFile(await download.path());
  }
  const target = join(walkOutput('electron'), 'record.jfr');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, target);
  await transfers.getByRole('button', { name: 'Save…' }).click();
  await expect(transfers.getByRole('button', { name: /^Saved as/ })).toBeVisible();
  await expectNativeDrag(app.electron, transfers);
  return readFile(target);
}
