/** Which files a program needs to start, as its own loader says: the same list that `ldd` shows, without `ldd`. */
import { existsSync } from 'node:fs';
import { open, realpath } from 'node:fs/promises';

import type { AskMachine } from './ask-machine.ts';
import type { RootPart } from './root-part.ts';

const ELF_MAGIC = 0x7f454c46;
const INTERPRETER_HEADER = 3;
const HEADER_BYTES = 4096;
/** `libc.so.6 => /lib/libc.so.6 (0x…)`, and the loader itself without an arrow. */
const LISTED = /^\s*(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/;

/** The loader that a program asks for; undefined for one that needs none, and for what is no program of Linux. */
async function loaderOf(file: string): Promise<string | undefined> {
  const head = await readHead(file);
  // 64-bit and little endian: the machines that the program which makes containers is built for.
  if (head.length < 64 || head.readUInt32BE(0) !== ELF_MAGIC || head[4] !== 2 || head[5] !== 1) return undefined;
  const [offset, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
  for (let index = 0; index < count; index++) {
    const header = offset + index * size;
    if (header + 40 > head.length) return undefined;
    if (head.readUInt32LE(header) !== INTERPRETER_HEADER) continue;
    const [start, length] = [Number(head.readBigUInt64LE(header + 8)), Number(head.readBigUInt64LE(header + 32))];
    const end = head.indexOf(0, start);
    return end > start && end <= start + length ? head.toString('utf8', start, end) : undefined;
  }
  return undefined;
}

export async function isProgram(file: string): Promise<boolean> {
  const head = await readHead(file);
  return head.length >= 64 && head.readUInt32BE(0) === ELF_MAGIC;
}

/** Loader and libraries of a program, of further libraries that it opens by itself too; nothing for one without a loader. */
export async function librariesOf(
  ask: AskMachine,
  program: string,
  opened: readonly string[] = [],
): Promise<readonly string[]> {
  const loader = await loaderOf(program);
  if (loader === undefined) return [];
  const found = new Set([loader]);
  for (const file of [program, ...opened])
    for (const library of await listLibraries(ask, loader, file)) found.add(library);
  return Array.from(found);
}

/** The loader's own list of where libraries are; some systems do without. */
const LOADER_CACHE = '/etc/ld.so.cache';

/** Each at the path where the loader looks for it. */
export function bindLibraries(libraries: readonly string[]): readonly RootPart[] {
  const cache = libraries.length > 0 && existsSync(LOADER_CACHE) ? [LOADER_CACHE] : [];
  return [...libraries, ...cache].map((path) => ({ kind: 'bind', source: path, path }));
}

async function listLibraries(ask: AskMachine, loader: string, file: string): Promise<readonly string[]> {
  // One that misses a library of its own is listed as far as it goes: it would fail on the machine, too.
  const listed = await ask(loader, ['--list', file]).catch(() => Buffer.alloc(0));
  return listed
    .toString('utf8')
    .split('\n')
    .map((line) => LISTED.exec(line)?.[1])
    .filter((path) => path !== undefined);
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(await realpath(path));
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEADER_BYTES) });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
