/** The terminal in front. It is drawn on a canvas; in screen reader mode it is text as well. */
import { expect, type Page } from '@playwright/test';

export class TerminalPane {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async readAloud(): Promise<void> {
    await this.page.getByRole('button', { name: 'Screen reader mode of terminals' }).click();
  }

  async expectText(text: string): Promise<void> {
    await expect(this.page.locator('.xterm-accessibility-tree').last()).toContainText(text);
  }

  async type(line: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Terminal input' }).last().focus();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
  }
}
