/** Splits before the last `keepEnd` characters, never inside one that takes two code units. Short names stay whole. */
export function splitName(name: string, keepEnd: number): readonly [start: string, end: string] {
  const characters = [...name];
  if (keepEnd <= 0 || characters.length <= keepEnd * 2) return [name, ''];
  return [characters.slice(0, -keepEnd).join(''), characters.slice(-keepEnd).join('')];
}
