/**
 * An object with its envelope: four bytes of signature, then a message that names the version and kind of the object (1) and holds
 * its bytes (2).
 */
import type { JsonRecord } from '../json-value.ts';
import { badRequest, Refusal } from '../status.ts';
import { decodeFields } from './decode-fields.ts';
import { messageType } from './message-types.ts';
import { wireFields, WireProblem } from './wire-reader.ts';

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const SIGNATURE = [0x6b, 0x38, 0x73, 0x00];
const TYPE = 1;
const CONTENT = 2;
const API_VERSION = 1;
const KIND = 2;

/** `expected` is the kind that the request's path is about. Throws a Refusal in the server's own words. */
export function decodeProtobuf(bytes: Uint8Array, expected: string): JsonRecord {
  const { apiVersion, kind, content } = envelope(bytes, expected);
  // Whoever looks at the object next refuses a kind that does not belong there.
  if (messageType(kind) === undefined) return { apiVersion, kind };
  try {
    return { apiVersion, kind, ...decodeFields(kind, content) };
  } catch (error) {
    if (!(error instanceof WireProblem)) throw error;
    const version = apiVersion.split('/').at(-1) ?? '';
    throw new Refusal(
      badRequest(`${kind} in version "${version}" cannot be handled as a ${expected}: ${error.message}`),
    );
  }
}

interface Envelope {
  readonly apiVersion: string;
  readonly kind: string;
  readonly content: Uint8Array;
}

function envelope(bytes: Uint8Array, expected: string): Envelope {
  const refuse = (why: string): never => {
    const shown = bytes.length === 0 ? '<empty>' : Buffer.from(bytes.subarray(0, 1024)).toString('hex');
    throw new Refusal(
      badRequest(`the object provided is unrecognized (must be of type ${expected}): ${why} (${shown})`),
    );
  };
  if (bytes.length === 0) refuse('empty data');
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) {
    refuse(`provided data does not appear to be a protobuf message, expected prefix [${SIGNATURE.join(' ')}]`);
  }
  if (bytes.length === SIGNATURE.length) refuse('empty body');
  try {
    const outer = byNumber(bytes.subarray(SIGNATURE.length));
    const names = byNumber(outer.get(TYPE) ?? new Uint8Array());
    const name = (number: number): string => Buffer.from(names.get(number) ?? []).toString('utf8');
    return { apiVersion: name(API_VERSION), kind: name(KIND), content: outer.get(CONTENT) ?? new Uint8Array() };
  } catch (error) {
    return refuse(error instanceof WireProblem ? error.message : String(error));
  }
}

function byNumber(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (const { number, value } of wireFields(bytes)) if (value.kind === 'bytes') found.set(number, value.bytes);
  return found;
}
