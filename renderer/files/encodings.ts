/** What text is written in, guessed by its beginning; the person may know better. Pure. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-2',
  'windows-1251',
  'shift_jis',
  'gb18030',
  'euc-kr',
] as const;

export type Encoding = (typeof ENCODINGS)[number];

export function isEncoding(text: string): text is Encoding {
  return ENCODINGS.some((encoding) => encoding === text);
}

export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const [even, odd] = zeros(bytes);
  // ASCII as 16 bits: every other byte is zero.
  const half = Math.min(bytes.length, 512) / 2;
  if (half >= 4 && odd > half * 0.8 && even === 0) return 'utf-16le';
  if (half >= 4 && even > half * 0.8 && odd === 0) return 'utf-16be';
  return isValidUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function zeros(bytes: Uint8Array): readonly [even: number, odd: number] {
  const counts: [number, number] = [0, 0];
  for (const [index, byte] of bytes.subarray(0, 512).entries()) if (byte === 0) counts[index % 2 === 0 ? 0 : 1] += 1;
  return counts;
}

/** A character that the range has cut is no fault of the file. */
function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A range begins and ends anywhere: what is half a character there is left out. */
export function decodeRange(bytes: Uint8Array, encoding: Encoding, isStart: boolean): string {
  const first = !isStart && encoding === 'utf-8' ? bytes.findIndex((byte) => (byte & 0xc0) !== 0x80) : 0;
  return new TextDecoder(encoding).decode(bytes.subarray(Math.max(0, first)), { stream: true });
}
