/** What the API server does with a patch of `pods/ephemeralcontainers`: merge by name, then judge. Pure. */
import { isDeepStrictEqual } from 'node:util';

import type { EphemeralContainer, Pod } from '../../../main/kube/index.ts';
import { failure, invalid, Refusal, type StatusCause } from './status.ts';

const FIELD = 'spec.ephemeralContainers';

/** What the server fills in. */
const DEFAULTS = {
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
} as const;

/** Throws the server's refusal. A patch that changes nothing is no fault: a lost answer may be asked for again. */
export function addEphemeralContainers(pod: Pod, patched: readonly EphemeralContainer[]): Pod {
  const name = pod.metadata?.name ?? '';
  if (pod.metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined) {
    throw new Refusal(
      failure(403, 'Forbidden', `pods "${name}" is forbidden: static pods do not support ephemeral containers`),
    );
  }
  const before = pod.spec?.ephemeralContainers ?? [];
  const added = patched
    .filter((container) => !before.some((known) => known.name === container.name))
    .map((container) => withDefaults(container));
  for (const container of patched) {
    const known = before.find((candidate) => candidate.name === container.name);
    if (known !== undefined && !isDeepStrictEqual({ ...known, ...container }, known)) {
      const message = `Forbidden: existing ephemeral containers "${container.name}" may not be changed\n`;
      throw new Refusal(invalid('Pod', name, [{ reason: 'FieldValueForbidden', message, field: FIELD }]));
    }
  }
  const causes = added.flatMap((container, index) => problemsOf(pod, container, before.length + index));
  if (causes.length > 0) throw new Refusal(invalid('Pod', name, causes));
  return { ...pod, spec: { containers: [], ...pod.spec, ephemeralContainers: [...before, ...added] } };
}

function withDefaults(container: EphemeralContainer): EphemeralContainer {
  const tag = /:([^/:]+)$/.exec(container.image ?? '')?.[1];
  const imagePullPolicy = tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
  return { ...DEFAULTS, imagePullPolicy, ...container };
}

function problemsOf({ spec }: Pod, container: EphemeralContainer, index: number): readonly StatusCause[] {
  const field = `${FIELD}[${String(index)}]`;
  const others = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  const causes: StatusCause[] = [];
  if (container.image === undefined || container.image === '') {
    causes.push({ reason: 'FieldValueRequired', message: 'Required value', field: `${field}.image` });
  }
  if (others.some(({ name }) => name === container.name)) {
    const message = `Duplicate value: "${container.name}"`;
    causes.push({ reason: 'FieldValueDuplicate', message, field: `${field}.name` });
  }
  const target = container.targetContainerName;
  if (target !== undefined && !others.some(({ name }) => name === target)) {
    const message = `Not found: "${target}"`;
    causes.push({ reason: 'FieldValueNotFound', message, field: `${field}.targetContainerName` });
  }
  return causes;
}
