/** A folder as one tar stream: a browser takes files only. POSIX ustar, with pax records for names that do not fit. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
/** What eleven octal digits hold: 8 GiB. */
const SIZE_LIMIT = 8 ** 11;

export async function* tarStream(folder: string, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield* directory(folder, name);
  yield Buffer.alloc(2 * BLOCK_BYTES);
}

async function* directory(path: string, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield headers({ name: `${name}/`, type: '5', sizeBytes: 0, mode: 0o755, modifiedMs: (await stat(path)).mtimeMs });
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const [inner, innerName] = [join(path, entry.name), `${name}/${entry.name}`];
    if (entry.isDirectory()) yield* directory(inner, innerName);
    else if (entry.isFile()) yield* file(inner, innerName);
  }
}

async function* file(path: string, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  const { size: sizeBytes, mode, mtimeMs: modifiedMs } = await stat(path);
  yield headers({ name, type: '0', sizeBytes, mode: (mode & 0o111) === 0 ? 0o644 : 0o755, modifiedMs });
  if (sizeBytes === 0) return;
  for await (const bytes of createReadStream(path, { end: sizeBytes - 1 })) yield bytes as Uint8Array;
  yield Buffer.alloc((BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES);
}

interface Entry {
  readonly name: string;
  readonly type: '0' | '5' | 'x';
  readonly sizeBytes: number;
  readonly mode: number;
  readonly modifiedMs: number;
}

function headers(entry: Entry): Uint8Array {
  const records = [
    ...(/^[\x20-\x7e]*$/.test(entry.name) && entry.name.length <= NAME_BYTES ? [] : [paxRecord('path', entry.name)]),
    ...(entry.sizeBytes < SIZE_LIMIT ? [] : [paxRecord('size', String(entry.sizeBytes))]),
  ];
  if (records.length === 0) return header(entry);
  const pax = Buffer.concat(records);
  const padding = Buffer.alloc((BLOCK_BYTES - (pax.length % BLOCK_BYTES)) % BLOCK_BYTES);
  const before = header({ ...entry, name: 'pax', type: 'x', sizeBytes: pax.length });
  return Buffer.concat([before, pax, padding, header(entry)]);
}

/** `LENGTH KEY=VALUE\n`, the length of all of it, its own digits included. */
function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (length !== Buffer.byteLength(rest) + String(length).length) {
    length = Buffer.byteLength(rest) + String(length).length;
  }
  return Buffer.from(`${String(length)}${rest}`);
}

function header({ name, type, sizeBytes, mode, modifiedMs }: Entry): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, at: number, length: number): void => {
    block.write(
      value
        .toString(8)
        .padStart(length - 1, '0')
        .slice(0, length - 1),
      at,
      'latin1',
    );
  };
  block.write(name.slice(0, NAME_BYTES), 0, NAME_BYTES, 'latin1');
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(sizeBytes < SIZE_LIMIT ? sizeBytes : 0, 124, 12);
  octal(Math.max(0, Math.floor(modifiedMs / 1000)), 136, 12);
  block.fill(0x20, 148, 156);
  block.write(type, 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}
