/** A name from a container as every person's disk may call it: on Linux, macOS and Windows alike. */

const NAME_BYTES = 255;
/** Room for ` (999)` and `.part`. */
const SPARE_BYTES = 16;
const REPLACEMENT = '_';
/** Controls, bidirectional and zero-width characters: they make a name look like another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const FORBIDDEN = /[/\\:*?"<>|]/g;
/** Devices on Windows, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\.|\s*$)/i;

/** Idempotent; two names may become one, see `createUniqueNames`. */
export function localName(name: string): string {
  const shown = name.normalize('NFC').replace(INVISIBLE, '').replace(FORBIDDEN, REPLACEMENT);
  const marked = DEVICE.test(shown) ? `${REPLACEMENT}${shown}` : shown;
  // Windows drops trailing dots and spaces by itself; a leading space or dot hides a file or its name.
  const trimmed = cut(marked.replace(/^[\s.]+/, '')).replace(/[\s.]+$/, '');
  if (trimmed === '') return 'file';
  return DEVICE.test(trimmed) ? `${REPLACEMENT}${trimmed}` : trimmed;
}

/** Gives each name that it is asked for another one. */
export type UniqueNames = (name: string) => string;

/** The names of one folder; disks that ignore case or composition must not see two as one. */
export function createUniqueNames(taken: readonly string[] = []): UniqueNames {
  const known = new Set(taken.map(folded));
  /** Where counting goes on, so that a thousand equal names do not begin at two each. */
  const next = new Map<string, number>();
  return (name) => {
    const wanted = localName(name);
    const dot = wanted.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ''];
    let unique = wanted;
    let number = next.get(folded(wanted)) ?? 2;
    for (; known.has(folded(unique)); number += 1) unique = `${stem} (${String(number)})${extension}`;
    next.set(folded(wanted), number);
    known.add(folded(unique));
    return unique;
  };
}

export function uniqueLocalName(name: string, taken: readonly string[]): string {
  return createUniqueNames(taken)(name);
}

function folded(name: string): string {
  return name.normalize('NFKC').toLocaleLowerCase('en').toLocaleUpperCase('en');
}

/** At most the bytes a disk allows, the extension kept if it is a short one. */
function cut(name: string): string {
  const limit = NAME_BYTES - SPARE_BYTES;
  if (Buffer.byteLength(name) <= limit) return name;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  let stem = '';
  let size = extension.length;
  for (const character of name.slice(0, name.length - extension.length)) {
    size += Buffer.byteLength(character);
    if (size > limit) break;
    stem += character;
  }
  return stem + extension;
}
