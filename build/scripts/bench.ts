/**
 * `npm run bench [-- ARGUMENTS]`: builds, then measures what test/bench describes. `-- jfr` measures the recording engine, which
 * needs no cluster.
 */
import { root } from '../config/paths.ts';
import { buildIfChanged } from './build.ts';
import { runInForeground } from './run-in-foreground.mjs';

const words = process.argv.slice(2);
const ofRecordings = words.includes('jfr');
if (!ofRecordings) await buildIfChanged();
const script = ofRecordings ? 'test/bench/jfr/index.ts' : 'test/bench/index.ts';
process.exitCode = await runInForeground(process.execPath, [script, ...words], { cwd: root });
