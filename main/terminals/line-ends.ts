const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** A pipe's line ends as a terminal's: each `\n` that has no `\r` before it gets one. State goes across chunks. */
export function createLineEnds(): (bytes: Uint8Array) => Uint8Array {
  let previous = 0;
  return (bytes) => {
    let bare = 0;
    let before = previous;
    for (const byte of bytes) {
      if (byte === NEWLINE && before !== RETURN) bare += 1;
      before = byte;
    }
    if (bare === 0) {
      previous = before;
      return bytes;
    }
    const converted = new Uint8Array(bytes.length + bare);
    let at = 0;
    for (const byte of bytes) {
      if (byte === NEWLINE && previous !== RETURN) converted[at++] = RETURN;
      converted[at++] = byte;
      previous = byte;
    }
    return converted;
  };
}
