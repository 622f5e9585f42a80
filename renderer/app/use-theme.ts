import { useEffect } from 'react';

import { useSettings } from '../settings/index.ts';

/** `data-theme` on the document's root; without it the system decides. */
export function useTheme(): void {
  const { theme } = useSettings();
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
}
