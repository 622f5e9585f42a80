/** A few bytes of gzip may be gigabytes of zeros: this much is shown. */
const LIMIT_BYTES = 512 * 1024;

/** What a part of a gzip file gives; that it ends in the middle is no fault. */
export async function unpackBeginning(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < LIMIT_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
    }
  } catch (error) {
    if (length === 0) throw error;
  }
  await reader.cancel().catch(() => undefined);
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.subarray(0, LIMIT_BYTES);
}
