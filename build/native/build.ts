/**
 * `node build/native/build.ts` builds every program and its table into its bin folder and every module into its carrier, or only
 * the named ones (`… reach`); with `--check` it builds them elsewhere and fails if the committed ones are others.
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
import { carrierText, type Module, MODULE_OPTIONS, MODULES } from './modules.ts';
import { installZig, type Zig } from './zig.ts';

const HERE = join(root, 'build/native');

const sourcesOf = (name: string): string => join(root, 'build', name, 'source');
const committedOf = (name: string): string => join(root, 'build', name, 'bin');
const tableOf = (name: string): string => join(committedOf(name), 'programs.json');

const zigOf = (): Zig => installZig(join(HERE, 'zig-requirements.txt'), join(root, 'node_modules/.cache/ziglang'));

function buildInto(name: string, folder: string): ProgramTable {
  const sources = sourcesOf(name);
  const zig = zigOf();
  const [x86_64, aarch64] = MACHINES.map((machine) => {
    const output = join(folder, programFile(name, machine));
    zig.cc(sources, ['-target', `${machine}-linux-musl`, ...COMPILER_OPTIONS, '-o', output, ...sourceFiles(sources)]);
    return describeProgram(folder, name, machine);
  });
  if (x86_64 === undefined || aarch64 === undefined) throw new Error('a machine is missing');
  return { compiler: `zig ${zig.version}`, sources: hashSources(sources), programs: { x86_64, aarch64 } };
}

function inFreshFolder<Result>(name: string, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function check(name: string): readonly string[] {
  const committed = JSON.parse(readFileSync(tableOf(name), 'utf8')) as ProgramTable;
  return inFreshFolder(name, (folder) => differences(committed, buildInto(name, folder)));
}

function build(name: string): void {
  mkdirSync(committedOf(name), { recursive: true });
  const table = buildInto(name, committedOf(name));
  writeFileSync(tableOf(name), `${JSON.stringify(table, undefined, 2)}\n`);
  for (const { file, size } of Object.values(table.programs)) console.log(`${file}: ${String(size)} bytes`);
}

function carrierOf(module: Module): string {
  const sources = sourcesOf(module.name);
  const zig = zigOf();
  return inFreshFolder(module.name, (folder) => {
    const output = join(folder, `${module.name}.wasm`);
    zig.cc(sources, [...MODULE_OPTIONS, '-o', output, ...sourceFiles(sources)]);
    const built = { compiler: `zig ${zig.version}`, sources: hashSources(sources), bytes: readFileSync(output) };
    return carrierText(module, built);
  });
}

function checkModule(module: Module): readonly string[] {
  const isSame = readFileSync(join(root, module.carrier), 'utf8') === carrierOf(module);
  return isSame ? [] : [`${module.carrier}: another one was built`];
}

function buildModule(module: Module): void {
  const text = carrierOf(module);
  writeFileSync(join(root, module.carrier), text);
  console.log(`${module.carrier}: ${String(text.length)} bytes`);
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isWanted = (name: string): boolean => named.length === 0 || named.includes(name);
const wanted = PROGRAMS.filter(isWanted);
const wantedModules = MODULES.filter(({ name }) => isWanted(name));
if (process.argv.includes('--check')) {
  const findings = [...wanted.flatMap(check), ...wantedModules.flatMap(checkModule)];
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
} else {
  wanted.forEach(build);
  wantedModules.forEach(buildModule);
}
