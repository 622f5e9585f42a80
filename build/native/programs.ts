import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Each in a folder of build/: its sources in `source`, what is made of them in `bin`. */
export const PROGRAMS = ['reach', 'runtime'] as const;

/** As `uname -m` says it, and as the compiler does. */
export const MACHINES = ['x86_64', 'aarch64'] as const;

export type Machine = (typeof MACHINES)[number];

/** A program that is too large to be uploaded without being noticed has got something that it should not have. */
const SIZE_LIMIT = 150_000;

/** `programs.json`: what lies beside it, which the app checks before it uploads. */
export interface ProgramTable {
  readonly compiler: string;
  /** Of all sources in the order of their names: whether the programs are younger than these. */
  readonly sources: string;
  readonly programs: Readonly<Record<Machine, Program>>;
}

export interface Program {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** The same bytes on any computer: nothing of its paths, its time or its processor. */
export const COMPILER_OPTIONS: readonly string[] = [
  '-std=c11',
  '-D_GNU_SOURCE',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-O2',
  '-static',
  '-s',
  '-ffunction-sections',
  '-fdata-sections',
  '-fno-sanitize=all',
  '-Wl,--gc-sections',
  '-Wl,--build-id=none',
];

export function programFile(name: string, machine: Machine): string {
  return `kesako-${name}-${machine}`;
}

export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .sort();
}

export function hashSources(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

export function describeProgram(folder: string, name: string, machine: Machine): Program {
  const file = programFile(name, machine);
  const bytes = readFileSync(join(folder, file));
  return { file, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Any difference is a program that does not come from these sources, or a compiler that is not the pinned one. */
export function differences(committed: ProgramTable, built: ProgramTable): readonly string[] {
  const findings: string[] = [];
  if (committed.compiler !== built.compiler) findings.push(`compiler ${committed.compiler}, not ${built.compiler}`);
  if (committed.sources !== built.sources) findings.push('the sources have changed since the programs were built');
  for (const machine of MACHINES) {
    const [old, fresh] = [committed.programs[machine], built.programs[machine]];
    if (old.sha256 !== fresh.sha256)
      findings.push(`${old.file}: ${old.sha256} is committed, ${fresh.sha256} was built`);
    if (fresh.size > SIZE_LIMIT) findings.push(`${fresh.file}: ${String(fresh.size)} bytes`);
  }
  return findings;
}
