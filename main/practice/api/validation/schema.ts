/** The few fields whose type people get wrong, in the words of the real schema check. */
import { isRecord, recordAt, type JsonRecord } from '../json-value.ts';
import type { ResourceType } from '../resource-types.ts';

const WORKLOAD_FIELDS: ReadonlySet<string> = new Set([
  ...['replicas', 'selector', 'template', 'strategy', 'minReadySeconds', 'revisionHistoryLimit', 'paused'],
  ...['progressDeadlineSeconds', 'serviceName', 'volumeClaimTemplates', 'updateStrategy', 'podManagementPolicy'],
  ...['ordinals', 'persistentVolumeClaimRetentionPolicy'],
]);
const NUMBERS: ReadonlySet<string> = new Set([
  ...['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'],
]);

/** `.spec.replicas: expected numeric (int or float), got string` */
export function schemaProblem({ group }: ResourceType, object: JsonRecord): string | undefined {
  if (group !== 'apps') return undefined;
  for (const [key, value] of Object.entries(recordAt(object, 'spec'))) {
    if (!WORKLOAD_FIELDS.has(key)) return `.spec.${key}: field not declared in schema`;
    if (NUMBERS.has(key) && value !== null && typeof value !== 'number') {
      return `.spec.${key}: expected numeric (int or float), got ${kindOf(value)}`;
    }
  }
  return undefined;
}

/** Fields of a workload that the server does not know: it says so, and drops them. */
export function unknownFields({ group }: ResourceType, object: JsonRecord): readonly string[] {
  if (group !== 'apps') return [];
  return Object.keys(recordAt(object, 'spec'))
    .filter((key) => !WORKLOAD_FIELDS.has(key))
    .map((key) => `spec.${key}`);
}

/** A number that came as something else: `replicas`. */
export function misfit({ group, kind }: ResourceType, object: JsonRecord): string | undefined {
  const found = group === 'apps' ? Object.entries(recordAt(object, 'spec')) : [];
  const wrong = found.find(([key, value]) => NUMBERS.has(key) && value !== null && typeof value !== 'number');
  if (wrong === undefined) return undefined;
  const [key, value] = wrong;
  return `json: cannot unmarshal ${kindOf(value)} into Go struct field ${kind}Spec.spec.${key} of type int32`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return isRecord(value) ? 'map' : typeof value;
}
