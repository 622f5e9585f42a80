/** Text of a manifest (YAML or JSON, any number of documents) to the objects in it. Says where a mistake is. */
import type { Document } from 'yaml';
import { z } from 'zod';

import { AppError } from '../../preload/contract/errors.ts';
import { parseYaml, YAML_ALIAS_LIMIT, type YamlStream } from '../kube/index.ts';

/** Each object is several requests; what is larger belongs to a deployment tool. */
const OBJECT_LIMIT = 200;

const ManifestContent = z.looseObject({
  apiVersion: z.string().regex(/^[a-z0-9.-]+(\/[a-z0-9]+)?$/i, 'must be a version such as apps/v1'),
  kind: z.string().min(1).max(253),
  metadata: z.looseObject({ name: z.string().min(1).max(253), namespace: z.string().min(1).max(63).optional() }),
});
const ManifestList = z.looseObject({ kind: z.string().regex(/List$/), items: z.array(z.unknown()) });

export type ManifestContent = z.output<typeof ManifestContent>;

export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent if the manifest names none. */
  readonly kubeNamespace?: string;
  readonly content: ManifestContent;
}

export function parseManifest(text: string): readonly ManifestObject[] {
  const stream = parseYaml(text, { uniqueKeys: true });
  const objects = stream.documents.flatMap((document, index) => documentObjects(document, index + 1, stream));
  if (objects.length === 0) throw new AppError('MANIFEST_INVALID', 'There is no object in it.', {});
  if (objects.length > OBJECT_LIMIT) {
    throw new AppError(
      'MANIFEST_INVALID',
      `There are ${String(objects.length)} objects in it; at most ${String(OBJECT_LIMIT)} are taken.`,
      {},
    );
  }
  return objects;
}

function documentObjects(document: Document, number: number, { lines }: YamlStream): readonly ManifestObject[] {
  const [error] = document.errors;
  if (error !== undefined) {
    const [start] = error.linePos ?? [];
    throw invalid(number, error.message.split('\n', 1)[0] ?? error.message, start);
  }
  const content = contentOf(document, number);
  // What `---` leaves empty, or comments alone, is nothing.
  if (content === null || content === undefined) return [];
  const at = (path: readonly PropertyKey[]): Position | undefined =>
    positionOf(document, path, (offset) => lines.linePos(offset));
  const list = ManifestList.safeParse(content);
  if (!list.success) return [manifestObject(content, [], number, at)];
  return list.data.items.map((item, index) => manifestObject(item, ['items', index], number, at));
}

function contentOf(document: Document, number: number): unknown {
  try {
    return document.toJS({ maxAliasCount: YAML_ALIAS_LIMIT });
  } catch (error) {
    throw invalid(number, error instanceof Error ? error.message : String(error));
  }
}

function manifestObject(
  content: unknown,
  path: readonly PropertyKey[],
  number: number,
  at: (path: readonly PropertyKey[]) => Position | undefined,
): ManifestObject {
  const checked = ManifestContent.safeParse(content);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? 'object' : issue.path.join('.');
    throw invalid(number, `${field}: ${reasonOf(issue?.message ?? 'unusable')}`, at([...path, ...(issue?.path ?? [])]));
  }
  const { apiVersion, kind, metadata } = checked.data;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    content: checked.data,
    ...(metadata.namespace === undefined ? {} : { kubeNamespace: metadata.namespace }),
  };
}

/** The schema's words, made for programmers, in a person's. */
function reasonOf(message: string): string {
  const said = message.replace(/^Invalid input: /, '');
  return said.endsWith(', received undefined') ? 'is missing' : said;
}

interface Position {
  readonly line: number;
  readonly col: number;
}

/** Of the field itself, or of the nearest thing around it where the field is missing. */
function positionOf(
  document: Document,
  path: readonly PropertyKey[],
  locate: (offset: number) => Position,
): Position | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) continue;
    const offset: unknown = node.range[0];
    if (typeof offset === 'number') return locate(offset);
  }
  return undefined;
}

function invalid(document: number, message: string, position?: Position): AppError<'MANIFEST_INVALID'> {
  return new AppError('MANIFEST_INVALID', message.replace(/:$/, ''), {
    document,
    ...(position === undefined ? {} : { line: position.line, column: position.col }),
  });
}
