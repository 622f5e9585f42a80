/** JDK Mission Control, where it is installed on this machine. */
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { startProgram } from './start-program.ts';

export interface MissionControlSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDirectory: string;
}

/** Where its archives and packages put it when nobody puts it on the PATH. */
function usualPlaces({ environment, platform, homeDirectory }: MissionControlSearch): readonly string[] {
  switch (platform) {
    case 'darwin':
      return ['/Applications', join(homeDirectory, 'Applications')].map((folder) =>
        join(folder, 'JDK Mission Control.app/Contents/MacOS/jmc'),
      );
    case 'win32':
      return [environment['ProgramFiles'], environment['LOCALAPPDATA']].flatMap((folder) =>
        folder === undefined ? [] : [join(folder, 'JDK Mission Control', 'jmc.exe')],
      );
    default:
      return [
        '/opt/jmc',
        '/opt/jmc/JDK Mission Control',
        '/usr/lib/jmc',
        '/usr/local/jmc',
        join(homeDirectory, 'jmc'),
      ].map((folder) => join(folder, 'jmc'));
  }
}

/** The first program `jmc` that can be run: on the PATH, then in the usual places. */
export async function findMissionControl(search: MissionControlSearch): Promise<string | undefined> {
  const program = search.platform === 'win32' ? 'jmc.exe' : 'jmc';
  const onPath = (search.environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of [...onPath.map((folder) => join(folder, program)), ...usualPlaces(search)]) {
    const isRunnable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isRunnable) return path;
  }
  return undefined;
}

export function openInMissionControl(program: string, recording: string): Promise<void> {
  return startProgram(program, ['-open', recording]);
}
