/** The settings' one file: read with defaults for all that is missing, replaced as a whole. */
import { readFile, rename } from 'node:fs/promises';

import { Settings } from '../../preload/contract/settings.ts';
import { replaceFile } from '../disk/index.ts';

export type SettingsFileState = 'read' | 'absent' | 'broken';

export interface LoadedSettings {
  readonly settings: Settings;
  readonly state: SettingsFileState;
  readonly reason?: string;
}

/** Text of the file to settings; what cannot be understood as a whole is not understood in parts. */
function parseSettings(text: string): LoadedSettings {
  try {
    const checked = Settings.safeParse(JSON.parse(text));
    if (checked.success) return { settings: checked.data, state: 'read' };
    const [issue] = checked.error.issues;
    return broken(issue === undefined ? 'unknown form' : `${issue.path.join('.')}: ${issue.message}`);
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error));
  }
}

/** A file that cannot be understood is moved to `<path>.broken`, so that the next write does not destroy it. */
export async function loadSettings(path: string): Promise<LoadedSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { settings: Settings.parse({}), state: 'absent' };
    }
    throw error;
  }
  const loaded = parseSettings(text);
  if (loaded.state === 'broken') await rename(path, `${path}.broken`);
  return loaded;
}

export async function saveSettings(path: string, settings: Settings): Promise<void> {
  await replaceFile(path, `${JSON.stringify(settings, undefined, 2)}\n`);
}

function broken(reason: string): LoadedSettings {
  return { settings: Settings.parse({}), state: 'broken', reason };
}
