/** What a person does in the window, by the names that a person reads. */
import { expect, type Locator, type Page } from '@playwright/test';

import { HTTP_SERVER } from './manifests.ts';

/** From the click to the prompt it is a quarter of a second; an image that must be pulled takes longer. */
const PROMPT_MS = 30_000;

export interface DebugChoice {
  readonly image?: string;
  /** `none`: no target. */
  readonly target?: string;
  readonly name?: string;
  readonly command?: string;
  readonly attach?: boolean;
  /** The shell is the container's own process. */
  readonly asKubectl?: boolean;
}

export class Walker {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** A dialog, also one that asks before something is lost. */
  get alert(): Locator {
    return this.page.getByRole('alertdialog').or(this.dialog);
  }

  /** The page of the pod. */
  get pod(): Locator {
    return this.page.getByRole('article');
  }

  async chooseContext(context: string, kubeNamespace: string): Promise<void> {
    await this.openContext(context);
    await this.page.getByRole('button', { name: /^Kubernetes namespace:/ }).click();
    await this.page.getByRole('searchbox', { name: 'Find: Kubernetes namespace' }).fill(kubeNamespace);
    await this.page.getByRole('menuitem', { name: kubeNamespace, exact: true }).click();
    await expect(this.page.getByRole('heading', { name: kubeNamespace, level: 1 })).toBeVisible();
  }

  async openContext(context: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Contexts' })
      .getByRole('button', { name: `${context},` })
      .click();
  }

  async applyManifest(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Apply manifest…' }).click();
    await this.dialog.getByRole('textbox', { name: 'Manifest' }).fill(text);
    await this.dialog.getByRole('button', { name: 'Show what it changes' }).click();
    await expect(this.dialog).toContainText('server-side dry run');
    await this.dialog.getByRole('button', { name: 'Apply', exact: true }).click();
    await this.dialog.getByRole('button', { name: 'Done' }).click();
  }

  async deleteByManifest(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Delete by manifest…' }).click();
    await this.dialog.getByRole('textbox', { name: 'Manifest' }).fill(text);
    await this.dialog.getByRole('button', { name: 'Show what it changes' }).click();
    await this.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await this.dialog.getByRole('button', { name: 'Done' }).click();
  }

  /** A server without a shell, with a debug container's shell before it; gives its pod. */
  async debugServer(context: string, kubeNamespace: string): Promise<string> {
    await this.chooseContext(context, kubeNamespace);
    await this.applyManifest(HTTP_SERVER);
    const pod = await this.openPod('http-server');
    await this.debug({ image: 'busybox', target: 'http-server', name: 'debugger' });
    await this.readTerminalsAloud();
    await this.expectTerminal('/ #');
    return pod;
  }

  /** Waits until exactly one pod of the workload is there and runs, then opens its page. */
  async openPod(workload: string): Promise<string> {
    const row = this.page.getByRole('grid', { name: 'Pods' }).getByRole('row', { name: `Running ${workload}-` });
    await expect(row).toHaveCount(1, { timeout: 60_000 });
    await expect(row).toContainText('1/1', { timeout: 60_000 });
    const link = row.getByRole('link');
    const pod = (await link.textContent()) ?? '';
    await link.click();
    await expect(this.page.getByRole('tab', { name: 'Overview' })).toBeVisible();
    return pod;
  }

  async openKubeNamespace(kubeNamespace: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Kubernetes namespace:/ }).click();
    await this.page.getByRole('searchbox', { name: 'Find: Kubernetes namespace' }).fill(kubeNamespace);
    await this.page.getByRole('menuitem', { name: kubeNamespace, exact: true }).click();
  }

  async tab(name: string): Promise<Locator> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    return this.page.getByRole('tabpanel', { name: new RegExp(`^${name}`) });
  }

  async shell(command: string, container: string): Promise<void> {
    await this.pod.getByRole('button', { name: 'Shell' }).first().click();
    // With one running container the menu need not name it.
    await this.page.getByRole('menuitem', { name: new RegExp(`^${command}( in ${container})?$`) }).click();
  }

  async debug(choice: DebugChoice): Promise<void> {
    const { image, target, name, command, attach = true, asKubectl = false } = choice;
    await this.pod.getByRole('button', { name: 'Debug…' }).first().click();
    if (image !== undefined) {
      await this.dialog.getByRole('combobox', { name: 'Image' }).fill(image);
      await this.page.keyboard.press('Tab');
    }
    if (target !== undefined) {
      await this.dialog.getByRole('button', { name: 'Target' }).click();
      await this.page.getByRole('option', { name: target }).click();
    }
    if (asKubectl) await this.dialog.getByText('As kubectl does it').click();
    if (name !== undefined || command !== undefined) {
      await this.dialog.getByRole('button', { name: 'Name, command, environment…' }).click();
      if (name !== undefined) await this.dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      if (command !== undefined) await this.dialog.getByRole('textbox', { name: 'Command', exact: true }).fill(command);
    }
    if (!attach) await this.dialog.getByText('Open a terminal as soon as it is added').click();
    await this.dialog.getByRole('button', { name: 'Add debug container' }).click();
  }

  /** The page of what was left behind, and the entry of this name in it. */
  async ledgerEntry(name: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Ledger' }).click();
    const ledger = this.page.getByRole('main', { name: 'Ledger' });
    await expect(ledger).toBeVisible();
    return ledger.getByRole('article', { name: new RegExp(`${name}$`) });
  }

  /** Asks what it changes, does it, and waits until it is done. */
  async settle(entry: Locator, action: 'Stop' | 'Remove' | 'Put back'): Promise<void> {
    await entry.getByRole('button', { name: `${action}…` }).click();
    await this.dialog.getByRole('button', { name: action, exact: true }).click();
    await this.dialog.getByRole('button', { name: 'Done' }).click({ timeout: 60_000 });
  }

  /** The window draws its terminals on a canvas; for a screen reader, and for a test, they are text. */
  async readTerminalsAloud(): Promise<void> {
    await this.page.getByRole('button', { name: 'Screen reader mode of terminals' }).click();
  }

  /** What stands in the terminal in front. */
  async terminalText(): Promise<string> {
    const front = this.page.locator('.xterm-accessibility-tree').filter({ visible: true });
    const text = (await front.allInnerTexts()).at(-1) ?? '';
    return text.replaceAll('\u00a0', ' ');
  }

  async expectTerminal(text: string | RegExp, timeout = PROMPT_MS): Promise<void> {
    const matches = (shown: string): boolean => (typeof text === 'string' ? shown.includes(text) : text.test(shown));
    await expect.poll(async () => matches(await this.terminalText()), { timeout, message: String(text) }).toBe(true);
  }

  async type(line: string): Promise<void> {
    const input = this.page.getByRole('textbox', { name: 'Terminal input' }).filter({ visible: true }).last();
    // A dialog keeps the keyboard until it has gone.
    await expect(this.alert).toHaveCount(0);
    await input.focus();
    await expect(input).toBeFocused();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
  }

  /** The cell of the map, by its row and column. */
  cell(container: string, namespace: string): Locator {
    return this.page.getByRole('gridcell', { name: new RegExp(`^${container}, ${namespace}[ :]`) });
  }
}
