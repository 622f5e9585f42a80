import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { root } from '../config/paths.ts';
import { findElectron, hasDisplay } from './find-electron.ts';
import { findOrInstallBrowser } from './find-browser.ts';
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

const output = join(root, 'test-output');

export interface SuiteRun {
  readonly names: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a Vitest configuration of build/config; `names` are parts of file paths. */
export async function runVitest(config: string, { names, environment }: SuiteRun): Promise<Counts> {
  const report = freshReport('vitest.json');
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'];
  const command = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', `build/config/${config}`];
  const code = await runNode([...command, ...options, ...names], environment);
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
export async function runPlaywright(options: readonly string[], { names, environment }: SuiteRun): Promise<Counts> {
  const browser = findOrInstallBrowser();
  if (browser === undefined) {
    console.error('kesako: no Chrome, Chromium or Edge here, and none could be installed; name one in CHROME_PATH');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  console.log(`kesako: testing with the browser ${browser}`);
  const report = freshReport('playwright.json');
  const command = [join(root, 'node_modules/@playwright/test/cli.js'), 'test'];
  const config = ['--config', 'build/config/playwright.config.ts', '--pass-with-no-tests'];
  const code = await runNode([...command, ...config, ...options, ...names.map(escapePattern)], {
    ...environment,
    KESAKO_BROWSER: browser,
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

/** The specs with one of the tags (`@walk|@cluster`), in a browser and in Electron where there is one; else those count as skipped. */
export async function runOnBothHosts(tags: string, names: readonly string[]): Promise<readonly Counts[]> {
  const electron = electronForTests();
  const environment = electron === undefined ? {} : { KESAKO_ELECTRON: electron };
  const projects = electron === undefined ? ['--project=web'] : ['--project=web', '--project=electron'];
  const counts = await runPlaywright([...projects, `--grep=${tags}`], { names, environment });
  if (electron !== undefined) return [counts];
  console.log('kesako: SKIPPED the specs in Electron: no executable here (name one in KESAKO_ELECTRON), or no display');
  return [counts, countElectronSpecs(tags, names)];
}

/** Prints the closing line that people and machines look for, and answers this program's exit code. */
export function close(suites: readonly Counts[], names: readonly string[]): number {
  const sum = (field: keyof Counts): number => suites.reduce((total, counts) => total + counts[field], 0);
  const nothingRan = sum('passed') + sum('failed') + sum('skipped') === 0;
  if (nothingRan) console.error(`kesako: no test${names.length === 0 ? '' : ` is called ${names.join(' or ')}`}`);
  console.log(`\n${String(sum('passed'))} passed, ${String(sum('failed'))} failed, ${String(sum('skipped'))} skipped`);
  return nothingRan || sum('failed') > 0 ? 1 : 0;
}

function runNode(command: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  return runInForeground(process.execPath, command, { cwd: root, env: { ...process.env, ...environment } });
}

function freshReport(name: string): string {
  mkdirSync(output, { recursive: true });
  const path = join(output, name);
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
