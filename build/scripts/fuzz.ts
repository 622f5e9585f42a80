/** `npm run fuzz [-- COUNT [SEED]]`: reads damaged recordings, a night's worth where no number is given. */
import { root } from '../config/paths.ts';
import { runInForeground } from './run-in-foreground.mjs';

process.exitCode = await runInForeground(process.execPath, ['test/fuzz/index.ts', ...process.argv.slice(2)], {
  cwd: root,
});
