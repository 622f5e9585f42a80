/**
 * `node build/native/build.ts` builds every program and its table into its bin folder, or only the named ones (`… reach`); with
 * `--check` it builds them elsewhere and fails if the committed ones are others.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../config/paths.ts';
import {
  COMPILER_OPTIONS,
  describeProgram,
  differences,
  hashSources,
  MACHINES,
  programFile,
  PROGRAMS,
  type ProgramTable,
  sourceFiles,
} from './programs.ts';
import { installZig } from './zig.ts';

const HERE = join(root, 'build/native');

const sourcesOf = (name: string): string => join(root, 'build', name, 'source');
const committedOf = (name: string): string => join(root, 'build', name, 'bin');
const tableOf = (name: string): string => join(committedOf(name), 'programs.json');

function buildInto(name: string, folder: string): ProgramTable {
  const sources = sourcesOf(name);
  const zig = installZig(join(HERE, 'zig-requirements.txt'), join(root, 'node_modules/.cache/ziglang'));
  const [x86_64, aarch64] = MACHINES.map((machine) => {
    const output = join(folder, programFile(name, machine));
    zig.cc(sources, ['-target', `${machine}-linux-musl`, ...COMPILER_OPTIONS, '-o', output, ...sourceFiles(sources)]);
    return describeProgram(folder, name, machine);
  });
  if (x86_64 === undefined || aarch64 === undefined) throw new Error('a machine is missing');
  return { compiler: `zig ${zig.version}`, sources: hashSources(sources), programs: { x86_64, aarch64 } };
}

function check(name: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    return differences(JSON.parse(readFileSync(tableOf(name), 'utf8')) as ProgramTable, buildInto(name, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function build(name: string): void {
  mkdirSync(committedOf(name), { recursive: true });
  const table = buildInto(name, committedOf(name));
  writeFileSync(tableOf(name), `${JSON.stringify(table, undefined, 2)}\n`);
  for (const { file, size } of Object.values(table.programs)) console.log(`${file}: ${String(size)} bytes`);
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const wanted = PROGRAMS.filter((name) => named.length === 0 || named.includes(name));
if (process.argv.includes('--check')) {
  const findings = wanted.flatMap(check);
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
} else {
  wanted.forEach(build);
}
