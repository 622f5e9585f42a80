/** Spreads the bits of a number over a table. The seed differs for each recording, so that no file can aim for one slot. */
export function mix(value: number, seed: number): number {
  let hash = Math.imul(value ^ seed, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca77);
  return hash ^ (hash >>> 13);
}
