/** How many context colours tokens.css defines. */
export const contextColorCount = 10;

/** The colour a context has until another is chosen: always the same for a name, spread evenly (FNV-1a). */
export function contextColor(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  // The low bits of FNV alone follow the last character; fold the high ones in.
  return ((hash >>> 16) ^ (hash & 0xffff)) % contextColorCount;
}
