import { join } from 'node:path';

import type { z } from 'zod';

import type { Service } from '../../preload/contract/kinds.ts';
import type { Settings, SettingsPatch, settings as settingsContract } from '../../preload/contract/settings.ts';
import { createLatestValue } from '../streams/index.ts';
import { mergeSettings } from './merge-settings.ts';
import { loadSettings, saveSettings } from './settings-file.ts';

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
  const loaded = await loadSettings(path);
  if (loaded.state === 'broken') {
    log.warn({ path, kept: `${path}.broken`, reason: loaded.reason }, 'settings could not be read, using defaults');
  }
  const latest = createLatestValue(loaded.settings);
  let lastWrite: Promise<unknown> = Promise.resolve();

  const patch: SettingsStore['patch'] = (change) => {
    const write = lastWrite.then(async () => {
      const next = mergeSettings(latest.current, change);
      await saveSettings(path, next);
      latest.set(next);
      return next;
    });
    // The next one is merged into what this one left, whether or not this one could be written.
    lastWrite = write.catch(() => undefined);
    return write;
  };

  return {
    get current(): Settings {
      return latest.current;
    },
    patch,
    watch: (signal) => latest.watch(signal),
    service: {
      watch: (_input, { signal }) => latest.watch(signal),
      patch: (input) => patch(input),
    },
  };
}
