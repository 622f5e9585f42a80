/** The settings' one file: read with defaults for all that is missing, replaced as a whole. */
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { Settings } from '../../preload/contract/settings.ts';

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

/** Written beside and renamed over: a crash or a full disk leaves the old file whole. */
export async function saveSettings(path: string, settings: Settings): Promise<void> {
  const folder = dirname(path);
  const temporary = `${path}.${process.pid}.new`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(settings, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function broken(reason: string): LoadedSettings {
  return { settings: Settings.parse({}), state: 'broken', reason };
}
