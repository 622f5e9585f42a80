/**
 * `npm test`: unit, contract and integration tests, then the end-to-end specs on the web host in a browser, and the walk on the
 * practice cluster on both hosts, as root and as an ordinary user.
 * `npm test -- terminals` runs the files whose path has that word in it.
 */
import { buildIfChanged } from './build.ts';
import { walkOnPractice } from './practice-walk.ts';
import { close, runPlaywright, runVitest } from './test-suites.ts';

const names = process.argv.slice(2);
await buildIfChanged();
const suites = [
  await runVitest('vitest.config.ts', { names }),
  // Two files at a time: each has a cluster of its own, and they wait more than they work.
  await runPlaywright(['--project=web', '--grep-invert=@cluster|@walk', '--workers=2'], { names }),
  ...(await walkOnPractice(names)),
];
process.exitCode = close(suites, names);
