/** Text of one kubeconfig to its entries. A broken entry is kept with what is wrong in it; nothing is run or opened. */
import type { z } from 'zod';

import { parseYaml, YAML_ALIAS_LIMIT } from '../kube/index.ts';
import { ClusterEntry, ContextEntry, KubeconfigFrame, NamedEntry, UserEntry } from './kubeconfig-schema.ts';

/** Nesting of a kubeconfig is about eight; an extension may hold something of its own. */
const DEPTH_LIMIT = 64;

export type Entry<Value> =
  | { readonly name: string; readonly file: string; readonly value: Value; readonly problem?: undefined }
  | { readonly name: string; readonly file: string; readonly value?: undefined; readonly problem: string };

export interface Kubeconfig {
  readonly file: string;
  readonly currentContext: string;
  readonly clusters: readonly Entry<ClusterEntry>[];
  readonly users: readonly Entry<UserEntry>[];
  readonly contexts: readonly Entry<ContextEntry>[];
  /** What is wrong with the file as a whole, or with entries that do not even have a name. */
  readonly problems: readonly string[];
}

export function parseKubeconfig(file: string, text: string): Kubeconfig {
  let content: unknown;
  try {
    content = withoutNulls(parseFirstDocument(text), 0);
  } catch (error) {
    return brokenKubeconfig(file, error instanceof Error ? error.message : String(error));
  }
  // client-go takes an empty file for an empty configuration; `kubectl config unset` can leave one behind.
  const frame = KubeconfigFrame.safeParse(content ?? {});
  if (!frame.success) return brokenKubeconfig(file, issuesOf(frame.error));
  const { apiVersion, kind } = frame.data;
  if (apiVersion !== 'v1' || kind !== 'Config') {
    return brokenKubeconfig(file, `not a kubeconfig: its kind is ${kind} (${apiVersion})`);
  }
  const problems: string[] = [];
  return {
    file,
    currentContext: frame.data['current-context'],
    clusters: readEntries(frame.data.clusters, 'cluster', ClusterEntry, file, problems),
    users: readEntries(frame.data.users, 'user', UserEntry, file, problems),
    contexts: readEntries(frame.data.contexts, 'context', ContextEntry, file, problems),
    problems,
  };
}

/** Stands for a file of which nothing can be used. */
export function brokenKubeconfig(file: string, problem: string): Kubeconfig {
  return { file, currentContext: '', clusters: [], users: [], contexts: [], problems: [problem] };
}

function parseFirstDocument(text: string): unknown {
  // Duplicate keys are as client-go has them: the last one counts.
  const [first] = parseYaml(text, { uniqueKeys: false }).documents;
  const [error] = first?.errors ?? [];
  // The library's message ends with a drawing of the line, which may hold a token.
  if (error !== undefined) throw new Error(`not YAML: ${firstLine(error.message)}`);
  try {
    return first?.toJS({ maxAliasCount: YAML_ALIAS_LIMIT });
  } catch (cause) {
    throw new Error(`not YAML: ${cause instanceof Error ? firstLine(cause.message) : 'unreadable'}`, { cause });
  }
}

function withoutNulls(value: unknown, depth: number): unknown {
  if (depth > DEPTH_LIMIT) throw new Error(`nested deeper than ${String(DEPTH_LIMIT)} levels`);
  if (Array.isArray(value)) return value.filter((item) => item !== null).map((item) => withoutNulls(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([key, field]) => [key, withoutNulls(field, depth + 1)]),
  );
}

function readEntries<Schema extends z.ZodObject>(
  list: readonly unknown[],
  kind: 'cluster' | 'user' | 'context',
  schema: Schema,
  file: string,
  problems: string[],
): readonly Entry<z.output<Schema>>[] {
  const named = new Map<string, Entry<z.output<Schema>>>();
  for (const [index, item] of list.entries()) {
    const name = NamedEntry.safeParse(item);
    if (!name.success) {
      problems.push(`${kind} number ${String(index + 1)} has no usable name`);
    } else if (named.has(name.data.name)) {
      problems.push(`${kind} “${name.data.name}” is declared twice; the first one counts`);
    } else {
      named.set(name.data.name, readEntry(name.data.name, name.data[kind], schema, file));
    }
  }
  return [...named.values()];
}

function readEntry<Schema extends z.ZodObject>(
  name: string,
  value: unknown,
  schema: Schema,
  file: string,
): Entry<z.output<Schema>> {
  const checked = schema.safeParse(value ?? {});
  return checked.success ? { name, file, value: checked.data } : { name, file, problem: issuesOf(checked.error) };
}

/** Says where and which type, never the value: it may be a secret. */
function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 200);
}
