/** A tar stream taken apart as it comes: ustar, with the long names and sizes of pax and GNU. Nothing in it is trusted. */
import { AppError } from '../../../preload/contract/errors.ts';

const BLOCK_BYTES = 512;
/** Of a header's own text: long names and the like. */
const EXTENSION_LIMIT = 256 * 1024;

export interface TarEntry {
  readonly type: 'file' | 'directory' | 'link' | 'other';
  /** As it stands there: `./a/b`. */
  readonly path: Uint8Array;
  readonly sizeBytes: number;
  readonly mode: number;
  readonly linkTarget: Uint8Array;
}

export interface TarHandler {
  entry(entry: TarEntry): Promise<void>;
  /** Content of the file that was told last. */
  content(bytes: Uint8Array): Promise<void>;
  /** Of that file all has come. */
  fileEnd(): Promise<void>;
  /** Everything else in the stream, as it comes: headers, what fills up blocks, what stands behind the end. */
  structure(bytes: Uint8Array): Promise<void>;
}

export interface TarReader {
  push(bytes: Uint8Array): Promise<void>;
  /** How much of a file's content comes next; 0 if something else does. */
  readonly contentBytes: number;
  /** If it is something else: so much of it at most before what comes next is known. */
  readonly structureBytes: number;
  /** Throws if the stream ended before the archive did. */
  end(): void;
}

interface Extensions {
  path?: Uint8Array;
  linkTarget?: Uint8Array;
  sizeBytes?: number;
}

export function tarReader(handler: TarHandler): TarReader {
  let rest = Buffer.alloc(0);
  let contentLeft = 0;
  let paddingLeft = 0;
  let isFile = false;
  let extension: { readonly kind: string; readonly parts: Uint8Array[] } | undefined;
  let extensions: Extensions = {};
  let isEnded = false;

  async function header(block: Buffer): Promise<void> {
    if (block.every((byte) => byte === 0)) {
      isEnded = true;
      return;
    }
    checkSum(block);
    const kind = String.fromCharCode(block[156] ?? 0);
    const size = numberField(block, 124, 12);
    paddingLeft = (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
    contentLeft = size;
    if ('xgLK'.includes(kind)) {
      if (size > EXTENSION_LIMIT) throw malformed('a header is too long');
      extension = { kind, parts: [] };
      return;
    }
    const type = kind === '5' ? 'directory' : kind === '2' ? 'link' : '0\0'.includes(kind) ? 'file' : 'other';
    const sizeBytes = type === 'file' ? (extensions.sizeBytes ?? size) : 0;
    contentLeft = extensions.sizeBytes ?? size;
    paddingLeft = (BLOCK_BYTES - (contentLeft % BLOCK_BYTES)) % BLOCK_BYTES;
    isFile = type === 'file';
    const path = extensions.path ?? ustarPath(block);
    const linkTarget = extensions.linkTarget ?? textField(block, 157, 100);
    extensions = {};
    await handler.entry({ type, path, sizeBytes, mode: numberField(block, 100, 8) & 0o7777, linkTarget });
    if (contentLeft === 0) await contentEnd();
  }

  async function contentEnd(): Promise<void> {
    if (extension !== undefined) {
      extensions = { ...extensions, ...readExtension(extension.kind, Buffer.concat(extension.parts)) };
      extension = undefined;
    } else if (isFile) {
      isFile = false;
      await handler.fileEnd();
    }
  }

  return {
    push: async (bytes) => {
      let input =
        rest.length === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : Buffer.concat([rest, bytes]);
      rest = Buffer.alloc(0);
      while (input.length > 0) {
        if (isEnded) {
          await handler.structure(input);
          return;
        }
        if (contentLeft > 0) {
          const part = input.subarray(0, contentLeft);
          input = input.subarray(part.length);
          contentLeft -= part.length;
          if (extension !== undefined) extension.parts.push(Uint8Array.from(part));
          if (extension === undefined && isFile) await handler.content(part);
          else await handler.structure(part);
          if (contentLeft === 0) await contentEnd();
        } else if (paddingLeft > 0) {
          const part = input.subarray(0, paddingLeft);
          input = input.subarray(part.length);
          paddingLeft -= part.length;
          await handler.structure(part);
        } else if (input.length >= BLOCK_BYTES) {
          const block = input.subarray(0, BLOCK_BYTES);
          input = input.subarray(BLOCK_BYTES);
          await handler.structure(block);
          await header(block);
        } else {
          rest = Buffer.from(input);
          return;
        }
      }
    },
    get contentBytes() {
      return isFile && extension === undefined ? contentLeft : 0;
    },
    get structureBytes() {
      if (isEnded) return BLOCK_BYTES;
      return contentLeft > 0 ? contentLeft : paddingLeft > 0 ? paddingLeft : BLOCK_BYTES - rest.length;
    },
    end: () => {
      if (!isEnded) throw malformed('it ends too early');
    },
  };
}

function textField(block: Buffer, start: number, length: number): Uint8Array {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return Uint8Array.from(end < 0 ? field : field.subarray(0, end));
}

function ustarPath(block: Buffer): Uint8Array {
  const name = textField(block, 0, 100);
  // GNU's own format keeps times where ustar has the beginning of a long path.
  const isUstar = block.subarray(257, 263).toString('latin1') === 'ustar\0';
  const prefix = isUstar ? textField(block, 345, 155) : new Uint8Array();
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
}

/** Octal text, or with its first bit set a binary number, as GNU writes what is too large for text. */
function numberField(block: Buffer, start: number, length: number): number {
  const field = block.subarray(start, start + length);
  if ((field[0] ?? 0) >= 0x80) {
    let value = (field[0] ?? 0) & 0x7f;
    for (const byte of field.subarray(1)) value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) throw malformed('a number is too large');
    return value;
  }
  const text = field
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trim();
  if (text === '') return 0;
  if (!/^[0-7]+$/.test(text)) throw malformed('a number is none');
  return Number.parseInt(text, 8);
}

function checkSum(block: Buffer): void {
  let sum = 8 * 0x20;
  for (const [at, byte] of block.entries()) if (at < 148 || at >= 156) sum += byte;
  if (sum !== numberField(block, 148, 8)) throw malformed('a header is damaged');
}

function readExtension(kind: string, bytes: Buffer): Extensions {
  if (kind === 'L') return { path: withoutEnd(bytes) };
  if (kind === 'K') return { linkTarget: withoutEnd(bytes) };
  if (kind !== 'x') return {};
  const found: Extensions = {};
  // `LENGTH KEY=VALUE\n`, the length of the whole record in decimal.
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(0x20, at);
    const length = Number(bytes.subarray(at, blank).toString('latin1'));
    const equals = bytes.indexOf(0x3d, blank);
    if (blank < 0 || !Number.isInteger(length) || length < 5 || equals < 0 || at + length > bytes.length) {
      throw malformed('an extension is damaged');
    }
    const key = bytes.subarray(blank + 1, equals).toString('latin1');
    const value = bytes.subarray(equals + 1, at + length - 1);
    if (key === 'path') found.path = Uint8Array.from(value);
    if (key === 'linkpath') found.linkTarget = Uint8Array.from(value);
    if (key === 'size' && /^\d{1,15}$/.test(value.toString('latin1')))
      found.sizeBytes = Number(value.toString('latin1'));
    at += length;
  }
  return found;
}

function withoutEnd(bytes: Buffer): Uint8Array {
  const end = bytes.indexOf(0);
  return Uint8Array.from(end < 0 ? bytes : bytes.subarray(0, end));
}

function malformed(why: string): AppError {
  return new AppError('INTERNAL', `The archive from the container makes no sense: ${why}.`, {});
}
