/**
 * `node build/reach/build.ts` builds the programs and their table into build/reach/bin; with `--check` it builds them
 * elsewhere and fails if the committed ones are others.
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
  type ProgramTable,
  sourceFiles,
} from './programs.ts';
import { installZig } from './zig.ts';

const HERE = join(root, 'build/reach');
const SOURCES = join(HERE, 'source');
const COMMITTED = join(HERE, 'bin');
const TABLE = join(COMMITTED, 'programs.json');

function buildInto(folder: string): ProgramTable {
  const zig = installZig(join(HERE, 'zig-requirements.txt'), join(root, 'node_modules/.cache/ziglang'));
  const [x86_64, aarch64] = MACHINES.map((machine) => {
    const output = join(folder, programFile(machine));
    zig.cc(SOURCES, ['-target', `${machine}-linux-musl`, ...COMPILER_OPTIONS, '-o', output, ...sourceFiles(SOURCES)]);
    return describeProgram(folder, machine);
  });
  if (x86_64 === undefined || aarch64 === undefined) throw new Error('a machine is missing');
  return { compiler: `zig ${zig.version}`, sources: hashSources(SOURCES), programs: { x86_64, aarch64 } };
}

function check(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'reach-'));
  try {
    return differences(JSON.parse(readFileSync(TABLE, 'utf8')) as ProgramTable, buildInto(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv.includes('--check')) {
  const findings = check();
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
} else {
  mkdirSync(COMMITTED, { recursive: true });
  const table = buildInto(COMMITTED);
  writeFileSync(TABLE, `${JSON.stringify(table, undefined, 2)}\n`);
  console.log(
    Object.values(table.programs)
      .map(({ file, size }) => `${file}: ${String(size)} bytes`)
      .join('\n'),
  );
}
