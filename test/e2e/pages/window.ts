/** The window by the names that a person reads. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Window {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get pods(): Locator {
    return this.page.getByRole('grid', { name: 'Pods' });
  }

  /** A context of the page that lists them all. */
  context(name: string): Locator {
    return this.page.getByRole('list', { name: 'Contexts' }).getByRole('button', { name });
  }

  async openContext(name: string): Promise<void> {
    await this.context(name).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'default' })).toBeVisible();
  }

  async openPod(name: string): Promise<void> {
    await this.pods.getByRole('link', { name }).click();
    await expect(this.page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  }

  async openTab(name: string): Promise<Locator> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    return this.page.getByRole('tabpanel', { name: new RegExp(`^${name}`) });
  }

  /** Runs a command of the palette, by the keyboard alone. */
  async runCommand(query: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await expect(this.dialog).toBeVisible();
    await this.page.keyboard.type(query);
    await expect(this.dialog.getByRole('menuitem').first()).toContainText(query, { ignoreCase: true });
    await this.page.keyboard.press('Enter');
    await expect(this.dialog).toBeHidden();
  }
}
