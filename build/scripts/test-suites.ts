import { spawnSync, type SpawnOptions } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { root, testOutput } from '../config/paths.ts';
import { findElectron, hasDisplay } from './find-electron.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import type { OrdinaryUser } from './ordinary-user.ts';
import { runInForeground } from './run-in-foreground.mjs';

/** How many tests passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

export interface SuiteRun {
  readonly names: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Who runs it; whoever runs the tests if not given. */
  readonly user?: OrdinaryUser;
}

/** Runs a Vitest configuration of build/config; `names` are parts of file paths. */
export async function runVitest(config: string, { names, environment }: SuiteRun): Promise<Counts> {
  const report = freshReport(testOutput, 'vitest.json');
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'];
  const command = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', `build/config/${config}`];
  const code = await runNode([...command, ...options, ...names], { env: { ...process.env, ...environment } });
  return orFailure(code, report, (json) => {
    const result = VitestReport.parse(json);
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  });
}

/** Runs the end-to-end specs that `options` select; `names` are parts of file paths. */
export async function runPlaywright(options: readonly string[], run: SuiteRun): Promise<Counts> {
  const { names, environment, user } = run;
  const browser = findOrInstallBrowser();
  if (browser === undefined) {
    console.error('kesako: no Chrome, Chromium or Edge here, and none could be installed; name one in CHROME_PATH');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  console.log(`kesako: testing with the browser ${browser}`);
  const report = freshReport(user?.output ?? testOutput, 'playwright.json');
  const command = [join(root, 'node_modules/@playwright/test/cli.js'), 'test'];
  const config = ['--config', 'build/config/playwright.config.ts', '--pass-with-no-tests'];
  const code = await runNode([...command, ...config, ...options, ...names.map(escapePattern)], {
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    env: { ...process.env, ...environment, ...user?.environment, KESAKO_BROWSER: browser },
  });
  return orFailure(code, report, (json) => {
    const { stats } = PlaywrightReport.parse(json);
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  });
}

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
function countElectronSpecs(tags: string, names: readonly string[]): Counts {
  const command = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'build/config/playwright.config.ts'];
  const options = ['--list', '--reporter=json', '--project=electron', `--grep=${tags}`, ...names];
  const { stdout } = spawnSync(process.execPath, [...command, ...options], { cwd: root, encoding: 'utf8' });
  const count = (suite: Suite): number =>
    (suite.specs?.length ?? 0) + (suite.suites ?? []).reduce((total, inner) => total + count(inner), 0);
  return { passed: 0, failed: 0, skipped: count(Suite.parse(JSON.parse(stdout))) };
}

/** The specs of each host with one of its tags (`@walk|@cluster`); those of Electron count as skipped where there is none. */
export async function runOnHosts(
  tags: { readonly web?: string; readonly electron?: string },
  run: SuiteRun,
): Promise<readonly Counts[]> {
  const { names } = run;
  const onWeb = tags.web === undefined ? [] : [await runPlaywright(['--project=web', `--grep=${tags.web}`], run)];
  if (tags.electron === undefined) return onWeb;
  const electron = electronForTests();
  if (electron === undefined) {
    console.log(
      'kesako: SKIPPED the specs in Electron: no executable here (name one in KESAKO_ELECTRON), or no display',
    );
    return [...onWeb, countElectronSpecs(tags.electron, names)];
  }
  const environment = { ...run.environment, KESAKO_ELECTRON: electron };
  return [...onWeb, await runPlaywright(['--project=electron', `--grep=${tags.electron}`], { ...run, environment })];
}

/** Prints the closing line that people and machines look for, and answers this program's exit code. */
export function close(suites: readonly Counts[], names: readonly string[]): number {
  const sum = (field: keyof Counts): number => suites.reduce((total, counts) => total + counts[field], 0);
  const nothingRan = sum('passed') + sum('failed') + sum('skipped') === 0;
  if (nothingRan) console.error(`kesako: no test${names.length === 0 ? '' : ` is called ${names.join(' or ')}`}`);
  console.log(`\n${String(sum('passed'))} passed, ${String(sum('failed'))} failed, ${String(sum('skipped'))} skipped`);
  return nothingRan || sum('failed') > 0 ? 1 : 0;
}

function runNode(command: readonly string[], options: SpawnOptions): Promise<number> {
  return runInForeground(process.execPath, command, { cwd: root, ...options });
}

function freshReport(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  rmSync(path, { force: true });
  return path;
}

/** A runner that ends badly without naming a failed test (a file that does not load, a crash) has failed all the same. */
function orFailure(code: number, report: string, read: (json: unknown) => Counts): Counts {
  const counts = readReport(report, read);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport(report: string, read: (json: unknown) => Counts): Counts {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(`kesako: no test report: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
