import { join } from 'node:path';

import type { z } from 'zod';

import type { Service } from '../../preload/contract/kinds.ts';
import { Settings, type SettingsPatch, type settings as settingsContract } from '../../preload/contract/settings.ts';
import { openSharedFile } from '../disk/index.ts';
import { mergeSettings } from './merge-settings.ts';
import { loadSettings, printSettings } from './settings-file.ts';

export interface SettingsOptions {
  /** The user's data folder; the file in it is `settings.json`. */
  readonly folder: string;
  readonly log: { warn(fields: object, message: string): void };
}

export interface SettingsStore {
  readonly service: Service<typeof settingsContract>;
  readonly current: Settings;
  /** Resolves when the change is on disk; nobody sees it before. */
  patch(patch: z.output<typeof SettingsPatch>): Promise<Settings>;
  watch(signal: AbortSignal): AsyncIterable<Settings>;
}

export async function createSettings({ folder, log }: SettingsOptions): Promise<SettingsStore> {
  const path = join(folder, 'settings.json');
  const file = await openSharedFile({
    path,
    initial: Settings.parse({}),
    read: async () => {
      const { settings, reason } = await loadSettings(path);
      if (reason !== undefined) {
        log.warn({ path, kept: `${path}.broken`, reason }, 'settings could not be read, using what was there before');
      }
      return settings;
    },
    print: printSettings,
  });

  const patch: SettingsStore['patch'] = (change) =>
    file.change((old) => {
      const next = mergeSettings(old, change);
      return { content: next, result: next };
    });

  return {
    get current(): Settings {
      return file.current;
    },
    patch,
    watch: (signal) => file.watch(signal),
    service: {
      watch: (_input, { signal }) => file.watch(signal),
      patch: (input) => patch(input),
    },
  };
}
