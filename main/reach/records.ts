/**
 * What the program lists: records of fields that may hold any byte. A record is its length (32 bits, big endian, without
 * itself) and its fields, a field its length (the same) and its bytes.
 */
import { AppError } from '../../preload/contract/errors.ts';

export type ReachRecord = readonly Uint8Array[];

/** build/reach/source/output.c writes none that is longer. */
const RECORD_LIMIT = 256 * 1024;
export const LENGTH_BYTES = 4;

export async function* readRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<ReachRecord, void, undefined> {
  for await (const stretch of readStretches(source)) {
    for (let at = 0; at < stretch.length;) {
      const end = recordEnd(stretch, at);
      yield splitRecord(stretch.subarray(at + LENGTH_BYTES, end));
      at = end;
    }
  }
}

/** As many whole records at a time as have come, not taken apart: an object for each of a hundred thousand costs more than to read it. */
export async function* readStretches(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of source) {
    rest = rest.length === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : Buffer.concat([rest, bytes]);
    let end = 0;
    while (rest.length - end >= LENGTH_BYTES) {
      const next = recordEnd(rest, end);
      if (next > rest.length) break;
      end = next;
    }
    if (end > 0) yield rest.subarray(0, end);
    rest = rest.subarray(end);
  }
  if (rest.length > 0) throw malformed();
}

/** The first of whole records, and the others. */
export function firstRecord(stretch: Buffer): { readonly record: ReachRecord; readonly others: Buffer } {
  const end = recordEnd(stretch, 0);
  return { record: splitRecord(stretch.subarray(LENGTH_BYTES, end)), others: stretch.subarray(end) };
}

/** Where the record ends that begins at `start`; may be behind what has come. */
export function recordEnd(bytes: Buffer, start: number): number {
  const length = bytes.readUInt32BE(start);
  if (length > RECORD_LIMIT) throw malformed();
  return start + LENGTH_BYTES + length;
}

function splitRecord(record: Buffer): ReachRecord {
  const fields: Uint8Array[] = [];
  for (let at = 0; at < record.length;) {
    if (record.length - at < LENGTH_BYTES) throw malformed();
    const end = at + LENGTH_BYTES + record.readUInt32BE(at);
    if (end > record.length) throw malformed();
    fields.push(record.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return fields;
}

export function malformed(): AppError {
  return new AppError('INTERNAL', 'What the program in the debug container lists makes no sense.', {});
}
