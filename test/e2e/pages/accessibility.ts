/** What can be used has a name, and what has the focus shows it. */
import type { Page } from '@playwright/test';
import axe from 'axe-core';

const INTERACTIVE =
  'button, a[href], input:not([type=hidden]), select, textarea, [role=button], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=switch]';

/** The visible ones without an accessible name, as their markup. */
export async function namelessElements(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const element of await page.locator(INTERACTIVE).all()) {
    if (!(await element.isVisible())) continue;
    const [first = ''] = (await element.ariaSnapshot()).split('\n');
    // `- button "Debug…"`; without a name it is `- button` alone, with what it holds after a colon.
    if (/^- \w+(?: \[[^\]]*\])*$/.test(first)) {
      found.push(await element.evaluate((node) => new XMLSerializer().serializeToString(node).slice(0, 200)));
    }
  }
  return found;
}

/** Goes through the window with Tab, and tells each stop whose focus cannot be seen. */
export async function invisibleFocus(page: Page, stops: number): Promise<readonly string[]> {
  const invisible: string[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const problem = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      const around = [element, active, element.parentElement, element.parentElement?.parentElement];
      const isShown = around.some((candidate) => {
        if (candidate === null || candidate === undefined) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(candidate);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      return isShown ? undefined : `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`;
    });
    if (problem !== undefined) invisible.push(problem);
  }
  return invisible;
}

/** What axe-core finds wrong with a part of the page by WCAG 2.2 A and AA, each as `rule: where`. */
export async function axeViolations(page: Page, selector: string): Promise<readonly string[]> {
  // Evaluated by the debugger, not by the page: its Content-Security-Policy lets no other script in.
  await page.evaluate(axe.source);
  return page.evaluate(async (include) => {
    const { axe: run } = window as unknown as { readonly axe: typeof axe };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await run.run({ include: [[include]] }, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ''}`),
    );
  }, selector);
}
