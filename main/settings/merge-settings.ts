import type { z } from 'zod';

import type { ContextSettings, Settings, SettingsPatch } from '../../preload/contract/settings.ts';

/** `contexts` are merged by name and then by field, `layout` by key; everything else is replaced. */
export function mergeSettings(settings: Settings, patch: z.output<typeof SettingsPatch>): Settings {
  const contexts = { ...settings.contexts };
  for (const [name, changed] of Object.entries(patch.contexts ?? {})) {
    contexts[name] = { ...contexts[name], ...changed } satisfies ContextSettings;
  }
  const tour = patch.tour ?? settings.tour;
  const openContexts = patch.openContexts ?? settings.openContexts;
  return {
    theme: patch.theme ?? settings.theme,
    kubeconfigFiles: patch.kubeconfigFiles ?? settings.kubeconfigFiles,
    contexts,
    ...(openContexts === undefined ? {} : { openContexts }),
    layout: { ...settings.layout, ...patch.layout },
    defaultDebugImage: patch.defaultDebugImage ?? settings.defaultDebugImage,
    ...(tour === undefined ? {} : { tour }),
  };
}
