/** The tour from its start to its end, by somebody who does what the guide says and nothing else. */
import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { expect, support, test } from './real-practice.ts';

/** Of one step: an application has to start, a recording to end. */
const STEP_MS = 90_000;

class Follower {
  readonly page: Page;
  readonly guide: Locator;

  constructor(page: Page) {
    this.page = page;
    this.guide = page.getByRole('complementary', { name: 'Tour' });
  }

  get happened(): Locator {
    return this.guide.getByRole('status').filter({ hasText: /^\s*It has happened/ });
  }

  /** Does the instruction that is marked as next, until the guide says that the step has happened. */
  async follow(): Promise<void> {
    const deadline = performance.now() + STEP_MS;
    const current = this.guide.locator('[aria-current="step"]');
    for (;;) {
      const timeout = deadline - performance.now();
      if (timeout <= 0) throw new Error(`The guide waits: ${await this.guide.innerText()}`);
      // There is none of both while the cluster is awaited.
      await expect(this.happened.or(current).first(), 'The guide waits.').toBeVisible({ timeout });
      if (await this.happened.isVisible()) return;
      // It may be another one before it has been read.
      const [words] = await current.allInnerTexts();
      if (words !== undefined) await this.act(current, words);
    }
  }

  private async act(current: Locator, words: string): Promise<void> {
    const target = this.page.locator('[data-tour-target]');
    const options = { timeout: 5000 };
    try {
      switch (await current.getAttribute('data-act', options)) {
        case 'press':
          await target.click(options);
          break;
        case 'fill':
          // A list of choices that opens by itself covers what comes next.
          await this.fill(target, await current.locator('code').innerText(options));
          break;
        case 'type':
          await this.type(await current.locator('code').innerText(options));
          break;
        default:
          await current.getByRole('button').last().click(options);
      }
      // It is another one then, or the step has happened.
      await expect(current.filter({ hasText: words })).toHaveCount(0, options);
    } catch (error) {
      // The page has changed meanwhile, as when something has just been done: the guide then says something else.
      if (!(await this.page.isVisible('body'))) throw error;
    }
  }

  private async fill(target: Locator, text: string): Promise<void> {
    const hasChoices = (await target.getAttribute('role', { timeout: 5000 })) === 'combobox';
    await target.fill(text, { timeout: 5000 });
    if (hasChoices) await this.page.keyboard.press('Escape');
  }

  private async type(line: string): Promise<void> {
    const terminal = this.page.getByRole('textbox', { name: 'Terminal input' }).filter({ visible: true }).last();
    await terminal.focus();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
  }
}

test.describe('the tour', () => {
  test.skip(!support.available, support.available ? '' : support.message);
  test.setTimeout(480_000);

  test('is walked by its guide alone', async ({ startApp, realPractice }) => {
    const { page, host } = await startApp({ kubeconfig: realPractice.kubeconfig });
    await page.getByRole('button', { name: 'practice,' }).first().click();
    await page.getByRole('button', { name: 'Tour' }).click();
    const follower = new Follower(page);
    await follower.guide.getByRole('button', { name: 'Begin here' }).click();
    const steps = 20;
    for (let step = 1; step <= steps; step += 1) {
      await test.step(`step ${String(step)}`, async () => {
        await expect(follower.guide.getByText(`Step ${String(step)} of ${String(steps)}`)).toBeVisible();
        await follower.follow();
        const name = `step-${String(step).padStart(2, '0')}.png`;
        await page.screenshot({ path: join(test.info().project.outputDir, '..', 'tour', host, name) });
        if (step < steps) await follower.guide.getByRole('button', { name: 'Next step' }).click();
      });
    }
  });
});
