/**
 * `npm run check`: everything about the sources that a machine can judge. Two steps run at a time; what a step found is
 * printed when it ends. `npm run check -- eslint` runs the steps with that word in their name.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';

import { root } from '../config/paths.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

interface Outcome {
  readonly step: Step;
  readonly passed: boolean;
}

const PARALLEL = 2;

const tool = (path: string, ...options: readonly string[]): readonly string[] => [`node_modules/${path}`, ...options];

/** The slowest first, so that they do not end alone. */
const STEPS: readonly Step[] = [
  ...[['test'], ['main', 'preload', 'build'], ['renderer']].map((folders) => ({
    name: `eslint-${folders.join('-')}`,
    command: tool(
      'eslint/bin/eslint.js',
      '--flag=unstable_native_nodejs_ts_config',
      '--config=build/config/eslint.config.ts',
      '--max-warnings=0',
      '--no-error-on-unmatched-pattern',
      ...folders,
    ),
  })),
  ...['test', 'dom', 'node', 'electron', 'contract'].map((runtime) => ({
    name: `types-${runtime}`,
    command: tool('typescript/bin/tsc', '--noEmit', '--project', `build/tsconfig/${runtime}.json`),
  })),
  { name: 'prettier', command: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  {
    name: 'imports',
    command: tool(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config=build/config/dependency-cruiser.config.mjs',
      ...globSync(['main', 'preload', 'renderer', 'test', 'build/scripts', 'build/config'], { cwd: root }),
    ),
  },
  { name: 'unused', command: tool('knip/bin/knip.js', '--config=build/config/knip.json') },
  ...globSync('build/scripts/check-*.ts', { cwd: root })
    .sort()
    .map((path) => ({ name: path.replace(/.*check-|\.ts$/g, ''), command: [path] })),
];

function runStep(step: Step): Promise<Outcome> {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, step.command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
      const passed = code === 0;
      console.log(`${passed ? 'ok    ' : 'FAILED'} ${seconds} s  ${step.name}`);
      if (!passed) console.log(Buffer.concat(output).toString('utf8').trim());
      resolve({ step, passed });
    });
  });
}

async function runAll(steps: readonly Step[]): Promise<readonly Outcome[]> {
  const waiting = steps.values();
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (const step of waiting) outcomes.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return outcomes;
}

const names = process.argv.slice(2);
const chosen = STEPS.filter((step) => names.length === 0 || names.some((name) => step.name.includes(name)));
const started = performance.now();
const failed = (await runAll(chosen)).filter(({ passed }) => !passed).map(({ step }) => step.name);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const summary = failed.length === 0 ? 'all passed' : `FAILED: ${failed.join(', ')}`;
console.log(`\ncheck: ${String(chosen.length)} steps in ${seconds} s, ${summary}`);
process.exitCode = failed.length === 0 ? 0 : 1;
