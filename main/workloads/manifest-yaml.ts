/** Objects as YAML for people: what the server adds for itself left out, so that a difference shows only what was meant. */
import { stringify } from 'yaml';

/** An object of the server or of a manifest. */
export interface ShownObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: object;
}

const SERVER_METADATA: ReadonlySet<string> = new Set([
  'managedFields',
  'resourceVersion',
  'uid',
  'creationTimestamp',
  'generation',
  'selfLink',
]);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const MASK = '***';

export interface YamlDifference {
  readonly before: string;
  readonly after: string;
}

function toYaml(value: unknown): string {
  // A line that is folded is not the line that was written.
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' });
}

/** As stored, without the one field that nobody reads. */
export function storedYaml({ metadata, ...object }: ShownObject): string {
  const kept = Object.fromEntries(Object.entries(metadata ?? {}).filter(([key]) => key !== 'managedFields'));
  return toYaml({ apiVersion: object.apiVersion, kind: object.kind, metadata: kept, ...object });
}

/** A Secret's values are masked, as `kubectl diff` does; that one changed is still seen. */
export function yamlDifference(before: ShownObject | undefined, after: ShownObject | undefined): YamlDifference {
  const changed = secretChanges(before, after);
  const write = (object: ShownObject | undefined, side: string): string =>
    object === undefined ? '' : toYaml(masked(essence(object), changed, side));
  return { before: write(before, 'before'), after: write(after, 'after') };
}

export function essence(object: ShownObject): Readonly<Record<string, unknown>> {
  const { metadata, ...rest } = object;
  const kept = Object.entries(metadata ?? {})
    .filter(([key]) => !SERVER_METADATA.has(key))
    .map(([key, value]): readonly [string, unknown] =>
      key === 'annotations' ? [key, withoutLastApplied(value)] : [key, value],
    )
    .filter(([, value]) => value !== undefined);
  const fields = Object.entries(rest).filter(([key]) => key !== 'status' && key !== 'apiVersion' && key !== 'kind');
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: Object.fromEntries(kept),
    ...Object.fromEntries(fields),
  };
}

function withoutLastApplied(annotations: unknown): unknown {
  const kept = Object.entries(record(annotations)).filter(([key]) => key !== LAST_APPLIED);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function secretChanges(before: ShownObject | undefined, after: ShownObject | undefined): ReadonlySet<string> {
  const [old, next] = [secretValues(before), secretValues(after)];
  return new Set([...Object.keys(old), ...Object.keys(next)].filter((key) => old[key] !== next[key]));
}

function secretValues(object: ShownObject | undefined): Readonly<Record<string, unknown>> {
  return object?.kind === 'Secret' && 'data' in object ? record(object.data) : {};
}

function masked(
  object: Readonly<Record<string, unknown>>,
  changed: ReadonlySet<string>,
  side: string,
): Readonly<Record<string, unknown>> {
  if (object['kind'] !== 'Secret') return object;
  const mask = (values: unknown): unknown =>
    Object.fromEntries(Object.keys(record(values)).map((key) => [key, changed.has(key) ? `${MASK} (${side})` : MASK]));
  return {
    ...object,
    ...('data' in object ? { data: mask(object['data']) } : {}),
    ...('stringData' in object ? { stringData: mask(object['stringData']) } : {}),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
