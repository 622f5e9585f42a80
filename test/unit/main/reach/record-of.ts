/** A record as the program writes it. */
export function recordOf(...fields: readonly (string | Uint8Array)[]): Buffer {
  const body = Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field);
      return [lengthOf(bytes.length), bytes];
    }),
  );
  return Buffer.concat([lengthOf(body.length), body]);
}

export function lengthOf(bytes: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(bytes);
  return buffer;
}
