/** The settings' one file: read with defaults for all that is missing, replaced as a whole. */
import { readFile, rename } from 'node:fs/promises';

import { Settings } from '../../preload/contract/settings.ts';

export interface LoadedSettings {
  /** Missing where there is no file, or none that can be understood. */
  readonly settings?: Settings;
  /** Why it cannot be understood. */
  readonly reason?: string;
}

/** Text of the file to settings; what cannot be understood as a whole is not understood in parts. */
function parseSettings(text: string): LoadedSettings {
  try {
    const checked = Settings.safeParse(JSON.parse(text));
    if (checked.success) return { settings: checked.data };
    const [issue] = checked.error.issues;
    return { reason: issue === undefined ? 'unknown form' : `${issue.path.join('.')}: ${issue.message}` };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A file that cannot be understood is moved to `<path>.broken`, so that the next write does not destroy it. */
export async function loadSettings(path: string): Promise<LoadedSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  const loaded = parseSettings(text);
  if (loaded.reason !== undefined) await rename(path, `${path}.broken`);
  return loaded;
}

export function printSettings(settings: Settings): string {
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}
