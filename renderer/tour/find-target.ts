/** Something on the page by what a screen reader calls it. The guide points at it; it never presses it. */
import type { Target, TargetRole } from './tour-step.ts';

const SELECTORS: Readonly<Record<TargetRole, string>> = {
  button: 'button, [role="button"]',
  checkbox: 'label:has(input[type="checkbox"])',
  combobox: '[role="combobox"]',
  link: 'a[href]',
  menuitem: '[role^="menuitem"]',
  option: '[role="option"]',
  row: '[role="row"]',
  summary: 'summary',
  tab: '[role="tab"]',
  terminal: '.xterm',
  textbox: 'input:not([type="checkbox"], [type="radio"], [role="combobox"]), textarea',
};

/** The guide itself: what it says of a button is not that button. */
const GUIDE = '[data-tour-guide]';

export function findTarget(target: Target): HTMLElement | undefined {
  const root = rootOf(target);
  if (root === undefined) return undefined;
  return Array.from(root.querySelectorAll<HTMLElement>(SELECTORS[target.role])).find(
    (element) => element.closest(GUIDE) === null && isReachable(element) && target.name.test(nameOf(element)),
  );
}

export function valueOf(element: HTMLElement): string | undefined {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : undefined;
}

function rootOf({ within }: Target): ParentNode | undefined {
  if (within === undefined) return document;
  if (within === 'page') return document.querySelector('article') ?? undefined;
  if (within === 'dialog') {
    return Array.from(document.querySelectorAll('[role="dialog"], [role="alertdialog"]')).at(-1);
  }
  return Array.from(document.querySelectorAll<HTMLElement>('section, [role="region"]')).find(
    (element) => nameOf(element) === within.region,
  );
}

/** Neither hidden nor behind a dialog. */
function isReachable(element: HTMLElement): boolean {
  return element.closest('[inert], [aria-hidden="true"]') === null && element.getClientRects().length > 0;
}

function nameOf(element: HTMLElement): string {
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy !== null) {
    const words = labelledBy.split(/\s+/).map((id) => {
      const label = document.getElementById(id);
      return label === element ? textOf(element) : textOf(label);
    });
    return words.join(' ').trim();
  }
  const label = element.getAttribute('aria-label');
  if (label !== null) return label.trim();
  const labels =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : undefined;
  const [first] = labels ?? [];
  return textOf(first ?? element);
}

function textOf(element: Element | null): string {
  return (element?.textContent ?? '').trim();
}
