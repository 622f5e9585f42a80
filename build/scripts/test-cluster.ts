/**
 * `KUBECONFIG=… npm run test:cluster`: the tests that need a real cluster, then the specs tagged `@cluster` on both
 * hosts. `-- terminals` runs the files whose path has that word in it. It runs against throwaway clusters only.
 *
 * Electron is the one that KESAKO_ELECTRON names, else the installed one; without one its specs count as skipped.
 */
import { buildIfChanged } from './build.ts';
import { requireTestContext } from './test-context.ts';
import { close, runOnHosts, runVitest } from './test-suites.ts';

/** Each host takes the Java part of the walk one way: from a JDK's image, or from a busybox. */
const TAGS =
  process.env['KESAKO_WALK'] === 'whole'
    ? { web: '@cluster|@walk', electron: '@cluster|@walk' }
    : { web: '@cluster|@web-server|@jdk', electron: '@cluster|@web-server|@busybox' };

const names = process.argv.slice(2);
try {
  const context = requireTestContext(process.env);
  process.env['KESAKO_TEST_CONTEXT'] = context;
  console.log(`kesako: testing against the context ${context}`);
} catch (error) {
  console.error(`kesako: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
await buildIfChanged();
const integration = await runVitest('vitest-cluster.config.ts', { names });
process.exitCode = close([integration, ...(await runOnHosts(TAGS, { names }))], names);
