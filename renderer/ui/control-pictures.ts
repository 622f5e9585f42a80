/** Characters that turn or hide text: shown by their Unicode abbreviation, or a name could read as another one. */
const formatNames: Readonly<Record<number, string>> = {
  0x00ad: 'SHY',
  0x061c: 'ALM',
  0x180e: 'MVS',
  0x200b: 'ZWSP',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x2028: 'LS',
  0x2029: 'PS',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2060: 'WJ',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
};

const controls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]|\p{Cs}/gu; // eslint-disable-line no-control-regex

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨${formatNames[code] ?? code.toString(16).toUpperCase().padStart(2, '0')}⟩`;
}

/**
 * Makes text from a cluster, a container or a file inert and honest: C0 and C1 controls, bidirectional controls, invisible
 * marks and lone surrogates become visible pictures. Tab and newline stay, they only place text.
 */
export function showControlCharacters(text: string): string {
  return text.replace(controls, picture);
}
