/** `npm run bench [-- ARGUMENTS]`: builds, then measures what test/bench describes. */
import { root } from '../config/paths.ts';
import { buildIfChanged } from './build.ts';
import { runInForeground } from './run-in-foreground.mjs';

await buildIfChanged();
process.exitCode = await runInForeground(process.execPath, ['test/bench/index.ts', ...process.argv.slice(2)], {
  cwd: root,
});
