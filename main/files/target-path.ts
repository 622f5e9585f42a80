/** Linux's names are bytes; here they are text, and the way back gives the same bytes. See `TargetPath`. */
import { isUtf8 } from 'node:buffer';

import { AppError } from '../../preload/contract/errors.ts';

const BACKSLASH = 0x5c;

/** Valid UTF-8 as it is; any other byte as `\xHH`, a backslash as `\\`. */
export function encodePath(bytes: Uint8Array): string {
  if (isUtf8(bytes) && !bytes.includes(BACKSLASH)) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  }
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    const byte = bytes[at] ?? 0;
    if (length === 0) text += `\\x${byte.toString(16).padStart(2, '0')}`;
    else if (byte === BACKSLASH) text += '\\\\';
    else text += Buffer.from(bytes.subarray(at, at + length)).toString('utf8');
    at += Math.max(1, length);
  }
  return text;
}

/** Bytes of the character that starts here; 0 if none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
  if (length <= 1) return length;
  const character = bytes.subarray(at, at + length);
  return character.length === length && isUtf8(character) ? length : 0;
}

/** Throws BAD_REQUEST for what `encodePath` cannot have made. */
export function decodePath(text: string): Uint8Array {
  const parts = text.split(/(\\x[0-9a-f]{2}|\\\\)/);
  const bytes = Buffer.concat(
    parts.map((part, index) => {
      if (index % 2 === 1) return Buffer.from(part === '\\\\' ? [BACKSLASH] : [Number.parseInt(part.slice(2), 16)]);
      if (part.includes('\\') || !part.isWellFormed()) throw malformed(text);
      return Buffer.from(part, 'utf8');
    }),
  );
  // No name holds a NUL: it would end the path for the kernel and go on for everybody else.
  if (bytes.includes(0)) throw malformed(text);
  return bytes;
}

export function joinTargetPath(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

function malformed(path: string): AppError {
  return new AppError('BAD_REQUEST', 'The path is malformed.', { issues: [`not a path: ${path.slice(0, 200)}`] });
}

/** For `printf %b` in a shell: an argument of a command is UTF-8 on its way there, a path need not be. */
export function printfArgument(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9/._-]/.test(character) ? character : `\\0${byte.toString(8).padStart(3, '0')}`;
  }).join('');
}
