/**
 * `npm test`: unit, contract and integration tests, then the end-to-end specs on the web host in a browser.
 * `npm test -- terminals` runs the files whose path has that word in it.
 */
import { buildIfChanged } from './build.ts';
import { close, runPlaywright, runVitest } from './test-suites.ts';

const names = process.argv.slice(2);
await buildIfChanged();
const suites = [
  await runVitest('vitest.config.ts', { names }),
  await runPlaywright(['--project=web', '--grep-invert=@cluster'], { names }),
];
process.exitCode = close(suites, names);
