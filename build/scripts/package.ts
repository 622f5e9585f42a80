/**
 * Packages the desktop app for this system into release/: `npm run package`, or `npm run package -- --linux deb`.
 *
 * Arguments are electron-builder's. It fetches Electron itself; where that is not to be had, name an unpacked one:
 * `npm run package -- --linux dir -c.electronDist=FOLDER`.
 */
import { root } from '../config/paths.ts';
import { build } from './build.ts';
import { runInForeground } from './run-in-foreground.mjs';

await build();
process.exitCode = await runInForeground(
  process.execPath,
  [
    'node_modules/electron-builder/cli.js',
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...process.argv.slice(2),
  ],
  { cwd: root },
);
