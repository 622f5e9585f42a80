/** What the beginning of a file is, decided by its bytes and never by its name. Pure. */
import { guessEncoding } from './encodings.ts';

export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
export type ContentKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'image'; readonly type: ImageType }
  | { readonly kind: 'recording' }
  | { readonly kind: 'heapDump' }
  | { readonly kind: 'gzip' }
  /** Known, and of no use to look into here. */
  | { readonly kind: 'other'; readonly what: string }
  | { readonly kind: 'binary' };

function startsWith(bytes: Uint8Array, ...values: readonly number[]): boolean {
  return values.every((value, index) => bytes[index] === value);
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

/** Only raster formats that browsers decode in a sandbox and that carry no script: SVG is shown as text. */
function imageType(bytes: Uint8Array): ImageType | undefined {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (['GIF87a', 'GIF89a'].includes(ascii(bytes, 0, 6))) return 'image/gif';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  return undefined;
}

const KNOWN: readonly { readonly magic: readonly number[]; readonly what: string }[] = [
  { magic: [0x7f, 0x45, 0x4c, 0x46], what: 'a program or library (ELF)' },
  { magic: [0x50, 0x4b, 0x03, 0x04], what: 'a zip or jar archive' },
  { magic: [0xca, 0xfe, 0xba, 0xbe], what: 'a Java class' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'packed by zstd' },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'packed by xz' },
  { magic: [0x42, 0x5a, 0x68], what: 'packed by bzip2' },
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: 'an SQLite database' },
];

/** Text may hold few control characters: terminal logs do, programs hold many and NUL besides. */
const CONTROL_SHARE = 0.05;

export function contentKind(bytes: Uint8Array): ContentKind {
  if (startsWith(bytes, 0x46, 0x4c, 0x52, 0x00)) return { kind: 'recording' };
  if (ascii(bytes, 0, 16) === 'JAVA PROFILE 1.0') return { kind: 'heapDump' };
  if (startsWith(bytes, 0x1f, 0x8b, 0x08)) return { kind: 'gzip' };
  const known = KNOWN.find(({ magic }) => startsWith(bytes, ...magic));
  if (known !== undefined) return { kind: 'other', what: known.what };
  const type = imageType(bytes);
  if (type !== undefined) return { kind: 'image', type };
  const encoding = guessEncoding(bytes);
  if (encoding.startsWith('utf-8') && bytes.includes(0)) return { kind: 'binary' };
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  if (text.includes('\0')) return { kind: 'binary' };
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0xfffd || (code < 0x20 && code !== 9 && code !== 10 && code !== 13)) odd += 1;
  }
  return odd > text.length * CONTROL_SHARE ? { kind: 'binary' } : { kind: 'text' };
}

export const BYTES_PER_LINE = 16;

/** Offset, bytes, and what of them is printable ASCII; as `hexdump -C` writes it. */
export function hexLines(bytes: Uint8Array, offset = 0): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += BYTES_PER_LINE) {
    const part = [...bytes.subarray(start, start + BYTES_PER_LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0'));
    const columns = `${hex.slice(0, 8).join(' ').padEnd(23)}  ${hex.slice(8).join(' ').padEnd(23)}`;
    const printable = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${(offset + start).toString(16).padStart(8, '0')}  ${columns}  ${printable}`);
  }
  return lines;
}
