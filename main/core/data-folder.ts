import { join } from 'node:path';

/** Where the app keeps its settings and copies: the platform's own place for it. */
export function dataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, homeDirectory: string): string {
  if (environment['KESAKO_DATA'] !== undefined) return environment['KESAKO_DATA'];
  switch (platform) {
    case 'darwin':
      return join(homeDirectory, 'Library', 'Application Support', 'Kesako');
    case 'win32':
      return join(environment['APPDATA'] ?? join(homeDirectory, 'AppData', 'Roaming'), 'Kesako');
    default:
      return join(environment['XDG_CONFIG_HOME'] ?? join(homeDirectory, '.config'), 'kesako');
  }
}
