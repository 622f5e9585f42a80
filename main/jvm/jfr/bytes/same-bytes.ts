/** Whether so many bytes are the same at two places. The last first: paths and hosts differ at their end. */
export function sameBytes(
  bytes: Uint8Array,
  from: number,
  others: Uint8Array,
  othersFrom: number,
  length: number,
): boolean {
  for (let index = length - 1; index >= 0; index -= 1) {
    if (bytes[from + index] !== others[othersFrom + index]) return false;
  }
  return true;
}
