/**
 * `KUBECONFIG=… npm run test:cluster`: the tests that need a real cluster, then the specs tagged `@cluster` on both
 * hosts. `-- terminals` runs the files whose path has that word in it. It runs against throwaway clusters only.
 *
 * Electron is the one that KESAKO_ELECTRON names, else the installed one; without one its specs count as skipped.
 */
import { spawnSync } from 'node:child_process';

import { z } from 'zod';

import { root } from '../config/paths.ts';
import { buildIfChanged } from './build.ts';
import { findElectron, hasDisplay } from './find-electron.ts';
import { requireTestContext } from './test-context.ts';
import { close, runPlaywright, runVitest, type Counts } from './test-suites.ts';

interface Suite {
  readonly suites?: readonly Suite[] | undefined;
  readonly specs?: readonly unknown[] | undefined;
}

const Suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ suites: z.array(Suite).optional(), specs: z.array(z.unknown()).optional() }),
);

function electronForTests(): string | undefined {
  return process.env['KESAKO_ELECTRON'] !== undefined || hasDisplay() ? findElectron() : undefined;
}

/** What would have run in Electron, so that leaving it out shows in the closing line. */
function countElectronSpecs(): Counts {
  const command = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'build/config/playwright.config.ts'];
  const options = ['--list', '--reporter=json', '--project=electron', '--grep=@cluster', ...names];
  const { stdout } = spawnSync(process.execPath, [...command, ...options], { cwd: root, encoding: 'utf8' });
  const count = (suite: Suite): number =>
    (suite.specs?.length ?? 0) + (suite.suites ?? []).reduce((total, inner) => total + count(inner), 0);
  return { passed: 0, failed: 0, skipped: count(Suite.parse(JSON.parse(stdout))) };
}

async function runSpecs(): Promise<readonly Counts[]> {
  const electron = electronForTests();
  const environment = electron === undefined ? {} : { KESAKO_ELECTRON: electron };
  const projects = electron === undefined ? ['--project=web'] : ['--project=web', '--project=electron'];
  const counts = await runPlaywright([...projects, '--grep=@cluster'], { names, environment });
  if (electron !== undefined) return [counts];
  console.log('kesako: SKIPPED the specs in Electron: no executable here (name one in KESAKO_ELECTRON), or no display');
  return [counts, countElectronSpecs()];
}

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
process.exitCode = close([integration, ...(await runSpecs())], names);
