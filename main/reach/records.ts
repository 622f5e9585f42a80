/**
 * What the program lists: records of fields that may hold any byte. A record is its length (32 bits, big endian, without
 * itself) and its fields, a field its length (the same) and its bytes.
 */
import { AppError } from '../../preload/contract/errors.ts';

export type ReachRecord = readonly Uint8Array[];

/** build/reach/source/output.c writes none that is longer. */
const RECORD_LIMIT = 256 * 1024;
const LENGTH_BYTES = 4;

export async function* readRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<ReachRecord, void, undefined> {
  for await (const records of readRecordRuns(source)) for (const record of records) yield record;
}

/** The same, as many at a time as have come: a turn for each of a hundred thousand costs more than the record itself. */
export async function* readRecordRuns(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly ReachRecord[], void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of source) {
    rest = rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([rest, bytes]);
    const records: ReachRecord[] = [];
    let at = 0;
    while (rest.length - at >= LENGTH_BYTES) {
      const length = rest.readUInt32BE(at);
      if (length > RECORD_LIMIT) throw malformed();
      const end = at + LENGTH_BYTES + length;
      if (end > rest.length) break;
      records.push(splitRecord(rest.subarray(at + LENGTH_BYTES, end)));
      at = end;
    }
    rest = rest.subarray(at);
    yield records;
  }
  if (rest.length > 0) throw malformed();
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

function malformed(): AppError {
  return new AppError('INTERNAL', 'What the program in the debug container lists makes no sense.', {});
}
