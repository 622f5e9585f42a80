/** What a pod's spec must say, in the API server's words and order. Pure. */
import { isRecord, listAt, recordAt, textAt, valueAt, type JsonRecord } from '../json-value.ts';
import type { StatusCause } from '../status.ts';
import {
  duplicate,
  forbiddenField,
  invalidValue,
  labelNameProblems,
  notFoundValue,
  notSupported,
  required,
} from './names.ts';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as const;
const TERMINATION_POLICIES = ['File', 'FallbackToLogsOnError'] as const;
const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'] as const;
/** Fields that only containers of the other kinds have, in the order in which they are refused. */
const NOT_EPHEMERAL = [
  ...['lifecycle', 'livenessProbe', 'ports', 'readinessProbe', 'resources', 'startupProbe', 'resizePolicy'],
] as const;
const CANNOT = 'cannot be set for an Ephemeral Container';
const HIGHEST_ID = 2_147_483_647;

export function podSpecProblems(
  spec: JsonRecord,
  field: string,
  policies: readonly string[] = RESTART_POLICIES,
): readonly StatusCause[] {
  const volumes = volumeNames(spec);
  const containers = listAt(spec, 'containers');
  const policy = spec['restartPolicy'];
  return [
    ...(containers.length === 0 ? [required(`${field}.containers`)] : []),
    ...containersProblems(containers, `${field}.containers`, volumes),
    ...containersProblems(listAt(spec, 'initContainers'), `${field}.initContainers`, volumes),
    ...(typeof policy === 'string' && policies.includes(policy)
      ? []
      : [notSupported(`${field}.restartPolicy`, policy, policies)]),
    ...graceProblems(spec, field),
  ];
}

function graceProblems(spec: JsonRecord, field: string): readonly StatusCause[] {
  const grace = spec['terminationGracePeriodSeconds'];
  if (typeof grace !== 'number' || grace >= 0) return [];
  return [invalidValue(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than or equal to 0')];
}

function containersProblems(
  list: readonly unknown[],
  field: string,
  volumes: ReadonlySet<string>,
): readonly StatusCause[] {
  const seen = new Set<string>();
  return list.filter(isRecord).flatMap((container, index) => {
    const place = `${field}[${String(index)}]`;
    const name = textAt(container, 'name');
    const isKnown = seen.has(name) && name !== '';
    seen.add(name);
    const others = commonProblems(container, place, volumes).flat();
    return isKnown ? [...others, duplicate(`${place}.name`, name)] : [...nameProblems(container, place), ...others];
  });
}

function nameProblems(container: JsonRecord, place: string): readonly StatusCause[] {
  const name = container['name'];
  return typeof name === 'string' && name !== ''
    ? labelNameProblems(`${place}.name`, name)
    : [required(`${place}.name`)];
}

function commonProblems(
  container: JsonRecord,
  place: string,
  volumes: ReadonlySet<string>,
): readonly (readonly StatusCause[])[] {
  return [
    imageProblems(container, place),
    oneOf(`${place}.terminationMessagePolicy`, container['terminationMessagePolicy'], TERMINATION_POLICIES),
    environmentProblems(container, place),
    mountProblems(container, place, volumes),
    oneOf(`${place}.imagePullPolicy`, container['imagePullPolicy'], PULL_POLICIES),
    securityProblems(container, place),
  ];
}

function imageProblems(container: JsonRecord, place: string): readonly StatusCause[] {
  const image = container['image'];
  if (typeof image !== 'string' || image === '') return [required(`${place}.image`)];
  return image.trim() === image
    ? []
    : [invalidValue(`${place}.image`, image, 'must not have leading or trailing whitespace')];
}

function oneOf(field: string, value: unknown, supported: readonly string[]): readonly StatusCause[] {
  return value === undefined || supported.some((word) => word === value) ? [] : [notSupported(field, value, supported)];
}

function environmentProblems(container: JsonRecord, place: string): readonly StatusCause[] {
  return listAt(container, 'env').flatMap((entry, index) => {
    const field = `${place}.env[${String(index)}].name`;
    const name = valueAt(entry, 'name');
    if (typeof name !== 'string' || name === '') return [required(field)];
    const why = "a valid environment variable name must consist only of printable ASCII characters other than '='";
    return /^[ -<>-~]+$/.test(name) ? [] : [invalidValue(field, name, why)];
  });
}

function mountProblems(container: JsonRecord, place: string, volumes: ReadonlySet<string>): readonly StatusCause[] {
  const seen = new Set<string>();
  return listAt(container, 'volumeMounts').flatMap((mount, index) => {
    const field = `${place}.volumeMounts[${String(index)}]`;
    const name = textAt(mount, 'name');
    const path = textAt(mount, 'mountPath');
    const isTaken = seen.has(path);
    seen.add(path);
    return [
      ...(name === '' ? [required(`${field}.name`)] : volumes.has(name) ? [] : [notFoundValue(`${field}.name`, name)]),
      ...(path === '' ? [required(`${field}.mountPath`)] : []),
      ...(isTaken ? [invalidValue(`${field}.mountPath`, path, 'must be unique')] : []),
    ];
  });
}

function securityProblems(container: JsonRecord, place: string): readonly StatusCause[] {
  const context = recordAt(container, 'securityContext');
  const idProblems = (name: string): readonly StatusCause[] => {
    const id = context[name];
    if (typeof id !== 'number' || (id >= 0 && id <= HIGHEST_ID)) return [];
    const why = `must be between 0 and ${String(HIGHEST_ID)}, inclusive`;
    return [invalidValue(`${place}.securityContext.${name}`, id, why)];
  };
  const isContrary = context['privileged'] === true && context['allowPrivilegeEscalation'] === false;
  const why = 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true';
  return [
    ...idProblems('runAsUser'),
    ...idProblems('runAsGroup'),
    ...(isContrary ? [invalidValue(`${place}.securityContext`, context, why)] : []),
  ];
}

/** Of ephemeral containers `from` on; those before have been judged when they came. */
export function ephemeralProblems(spec: JsonRecord, added: ReadonlySet<unknown>): readonly StatusCause[] {
  const volumes = volumeNames(spec);
  const namesOf = (list: string): readonly unknown[] => listAt(spec, list).map((item) => valueAt(item, 'name'));
  const others = new Set([...namesOf('containers'), ...namesOf('initContainers')]);
  const seen = new Set<unknown>();
  return listAt(spec, 'ephemeralContainers').flatMap((container, index) => {
    if (!isRecord(container)) return [];
    const place = `spec.ephemeralContainers[${String(index)}]`;
    const name = container['name'];
    const isTaken = typeof name === 'string' && (others.has(name) || seen.has(name));
    seen.add(name);
    if (!added.has(container)) return [];
    const target = container['targetContainerName'];
    return [
      ...nameProblems(container, place),
      ...commonProblems(container, place, volumes).flat(),
      ...(isTaken ? [duplicate(`${place}.name`, name)] : []),
      ...(typeof target === 'string' && target !== '' && !others.has(target)
        ? [notFoundValue(`${place}.targetContainerName`, target)]
        : []),
      ...NOT_EPHEMERAL.filter((key) => isSet(container[key])).map((key) => forbiddenField(`${place}.${key}`, CANNOT)),
      ...subPathProblems(container, place),
    ];
  });
}

function subPathProblems(container: JsonRecord, place: string): readonly StatusCause[] {
  return listAt(container, 'volumeMounts').flatMap((mount, index) =>
    ['subPath', 'subPathExpr']
      .filter((key) => isSet(valueAt(mount, key)))
      .map((key) => forbiddenField(`${place}.volumeMounts[${String(index)}].${key}`, CANNOT)),
  );
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isRecord(value) ? Object.keys(value).length > 0 : value !== undefined && value !== '';
}

function volumeNames(spec: JsonRecord): ReadonlySet<string> {
  return new Set(listAt(spec, 'volumes').map((volume) => textAt(volume, 'name')));
}
