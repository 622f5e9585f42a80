/** What must hold before an object is stored, kind by kind. Pure; what is found is a refusal's causes. */
import { isDeepStrictEqual } from 'node:util';

import { isRecord, listAt, recordAt, valueAt, type JsonRecord } from '../json-value.ts';
import { KUBE_NAMESPACES, PODS, SERVICES, type ResourceType } from '../resource-types.ts';
import type { StatusCause } from '../status.ts';
import {
  forbiddenField,
  invalidValue,
  labelNameProblems,
  labelsProblems,
  required,
  subdomainProblems,
} from './names.ts';
import { podSpecProblems } from './pod.ts';

const POD_UPDATE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n';
/** The admission plug-in's own labels. */
const POD_SECURITY = /^pod-security\.kubernetes\.io\/(enforce|warn|audit)$/;
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

/** `before` is missing on a create. */
export function objectProblems(type: ResourceType, next: JsonRecord, before?: JsonRecord): readonly StatusCause[] {
  return [
    ...metadataProblems(type, next),
    ...(type === PODS ? podProblems(next, before) : []),
    ...(type.group === 'apps' ? workloadProblems(next, before) : []),
    ...(type === KUBE_NAMESPACES ? levelProblems(next) : []),
    ...(type === SERVICES ? serviceProblems(next) : []),
  ];
}

function metadataProblems(type: ResourceType, object: JsonRecord): readonly StatusCause[] {
  const name = valueAt(object, 'metadata', 'name');
  const isLabel = type === KUBE_NAMESPACES || type === SERVICES;
  return [
    ...(typeof name === 'string' && name !== ''
      ? isLabel
        ? labelNameProblems('metadata.name', name)
        : subdomainProblems('metadata.name', name)
      : [required('metadata.name', 'name or generateName is required')]),
    ...labelsProblems('metadata.labels', recordAt(object, 'metadata', 'labels')),
  ];
}

function podProblems(next: JsonRecord, before: JsonRecord | undefined): readonly StatusCause[] {
  const spec = recordAt(next, 'spec');
  if (before === undefined) {
    const isEarly = listAt(spec, 'ephemeralContainers').length > 0;
    return [
      ...podSpecProblems(spec, 'spec'),
      ...(isEarly ? [forbiddenField('spec.ephemeralContainers', 'cannot be set on create')] : []),
    ];
  }
  const imageProblems = podSpecProblems(spec, 'spec');
  if (imageProblems.length > 0) return imageProblems;
  return isDeepStrictEqual(fixedPart(spec), fixedPart(recordAt(before, 'spec')))
    ? []
    : [forbiddenField('spec', POD_UPDATE)];
}

/** What nobody may change of a pod's spec once it is there. */
function fixedPart(spec: JsonRecord): JsonRecord {
  const withoutImages = (key: string): readonly unknown[] =>
    listAt(spec, key).map((container) => (isRecord(container) ? { ...container, image: '' } : container));
  const { activeDeadlineSeconds: _, tolerations: __, ...fixed } = spec;
  return { ...fixed, containers: withoutImages('containers'), initContainers: withoutImages('initContainers') };
}

function workloadProblems(next: JsonRecord, before: JsonRecord | undefined): readonly StatusCause[] {
  const spec = recordAt(next, 'spec');
  const { replicas, selector } = spec;
  const labels = valueAt(spec, 'template', 'metadata', 'labels');
  const matches = recordAt(selector, 'matchLabels');
  const isMatching = Object.entries(matches).every(([key, value]) => recordAt(labels)[key] === value);
  const template = recordAt(spec, 'template', 'spec');
  const hasSelector = isRecord(selector) && Object.keys(selector).length > 0;
  return [
    ...(typeof replicas === 'number' && replicas < 0
      ? [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')]
      : []),
    ...(hasSelector ? [] : [required('spec.selector')]),
    ...(hasSelector && isMatching
      ? []
      : [invalidValue('spec.template.metadata.labels', labels ?? null, '`selector` does not match template `labels`')]),
    ...podSpecProblems(template, 'spec.template.spec', ['Always']),
    ...(before !== undefined && !isDeepStrictEqual(selector, valueAt(before, 'spec', 'selector'))
      ? [invalidValue('spec.selector', selector, 'field is immutable')]
      : []),
  ];
}

function levelProblems(next: JsonRecord): readonly StatusCause[] {
  return Object.entries(recordAt(next, 'metadata', 'labels')).flatMap(([key, value]) =>
    POD_SECURITY.test(key) && !LEVELS.some((level) => level === value)
      ? [invalidValue(`metadata.labels[${key}]`, value, `must be one of ${LEVELS.join(', ')}`)]
      : [],
  );
}

function serviceProblems(next: JsonRecord): readonly StatusCause[] {
  const ports = listAt(next, 'spec', 'ports');
  const isHeadless = valueAt(next, 'spec', 'clusterIP') === 'None' || valueAt(next, 'spec', 'type') === 'ExternalName';
  if (ports.length === 0) return isHeadless ? [] : [required('spec.ports')];
  return ports.flatMap((port, index) => {
    const number = valueAt(port, 'port');
    if (typeof number === 'number' && number > 0 && number < 65_536) return [];
    return [invalidValue(`spec.ports[${String(index)}].port`, number, 'must be between 1 and 65535, inclusive')];
  });
}
