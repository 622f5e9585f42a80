/** What comes in a request's body. */
import type { IncomingMessage } from 'node:http';

import { parseYaml, YAML_ALIAS_LIMIT } from '../../kube/index.ts';
import { isRecord, valueAt, type JsonRecord } from './json-value.ts';
import { apiVersionOf, type ResourceType } from './resource-types.ts';
import { decodeProtobuf, PROTOBUF } from './protobuf/decode-object.ts';
import { badRequest, failure, Refusal } from './status.ts';

/** As the API server's own limit. */
const LIMIT_BYTES = 3 * 1024 * 1024;

export interface RequestBody {
  readonly text: string;
  readonly contentType: string;
}

/** Protocol buffers are JSON from here on. `kind` is that of what the path takes. */
export function readable(bytes: Buffer, contentType: string, kind: string): RequestBody {
  if (mediaType(contentType) !== PROTOBUF) return { text: bytes.toString('utf8'), contentType };
  return { text: JSON.stringify(decodeProtobuf(bytes, kind)), contentType: 'application/json' };
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const bytes = Buffer.from(piece as Uint8Array);
    size += bytes.length;
    if (size > LIMIT_BYTES) {
      throw new Refusal(failure(413, 'RequestEntityTooLarge', `limit is ${String(LIMIT_BYTES)}`));
    }
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';')[0]?.trim() ?? '';
}

/** An object of the type that the path names; JSON, or YAML if the header says so. */
export function decodeObject(text: string, contentType: string, type: ResourceType): JsonRecord {
  const media = mediaType(contentType);
  if (!['', 'application/json', 'application/yaml'].includes(media)) {
    throw new Refusal(
      failure(
        415,
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      ),
    );
  }
  const object = media === 'application/yaml' ? fromYaml(text) : fromJson(text, type);
  const { kind = type.kind, apiVersion = apiVersionOf(type) } = object;
  if (kind !== type.kind || apiVersion !== apiVersionOf(type)) {
    const version = String(apiVersion);
    const why = `no kind "${String(kind)}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:110"`;
    throw new Refusal(
      badRequest(
        `${String(kind)} in version "${version.split('/').at(-1) ?? ''}" cannot be handled as a ${type.kind}: ${why}`,
      ),
    );
  }
  return { ...object, kind, apiVersion };
}

export function fromYaml(text: string): JsonRecord {
  const [document] = parseYaml(text, { uniqueKeys: true }).documents;
  const object: unknown =
    document?.errors.length === 0 ? document.toJS({ maxAliasCount: YAML_ALIAS_LIMIT }) : undefined;
  if (!isRecord(object)) throw new Refusal(badRequest('error decoding YAML: an object is expected'));
  return object;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromJson(text: string, { kind }: ResourceType): JsonRecord {
  const object = parseJson(text);
  if (isRecord(object)) return object;
  const why = `couldn't get version/kind; json parse error: ${goJsonError(text)}`;
  throw new Refusal(
    badRequest(`the object provided is unrecognized (must be of type ${kind}): ${why} (${text.slice(0, 100)})`),
  );
}

/** As Go's decoder complains about the commonest mistakes. */
function goJsonError(text: string): string {
  const rest = text.trimStart();
  if (rest === '') return 'unexpected end of JSON input';
  if (!rest.startsWith('{')) return `invalid character '${rest.charAt(0)}' looking for beginning of value`;
  return `invalid character '${rest.slice(1).trimStart().charAt(0)}' looking for beginning of object key string`;
}

export function nameOf(object: JsonRecord): string {
  const name = valueAt(object, 'metadata', 'name');
  return typeof name === 'string' ? name : '';
}
