/** Calls back when the person or the system changes between light and dark; returns its end. */
export function onThemeChange(page: Window, changed: () => void): () => void {
  const media = page.matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(page.document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    media.removeEventListener('change', changed);
    observer.disconnect();
  };
}
