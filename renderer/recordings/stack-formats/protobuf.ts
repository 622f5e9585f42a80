/** A message of one stack fits. */
const FIRST_BYTES = 256;

/** Writes the wire format of protocol buffers: as much of it as pprof needs. */
export class ProtobufWriter {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  /** An integer that is not negative, up to 2^53. Zero is the default and not written. */
  number(field: number, value: number): void {
    if (value === 0) return;
    this.#varint(field * 8);
    this.#varint(value);
  }

  text(field: number, text: string): void {
    this.bytes(field, new TextEncoder().encode(text));
  }

  message(field: number, write: (inner: ProtobufWriter) => void): void {
    const inner = new ProtobufWriter();
    write(inner);
    this.bytes(field, inner.#bytes.subarray(0, inner.#length));
  }

  packed(field: number, values: readonly number[]): void {
    const inner = new ProtobufWriter();
    for (const value of values) inner.#varint(value);
    this.bytes(field, inner.#bytes.subarray(0, inner.#length));
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.#varint(field * 8 + 2);
    this.#varint(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** By division and not by shifts, which end at 32 bits. */
  #varint(value: number): void {
    // Written, it would make the whole message unreadable.
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`${String(value)} is no number to be written here`);
    this.#room(10);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length] = (rest % 128) + 128;
      this.#length += 1;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length] = rest;
    this.#length += 1;
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
