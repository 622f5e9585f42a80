import type { DebugWishes, ContainerResources } from '../../../preload/contract/debug-wishes.ts';
import type { Container, Pod } from '../../kube/index.ts';
import { mergeContainer } from './merge-container.ts';
import { parseCustom, type CustomContainer, type Fields } from './parse-custom.ts';

export interface WishedPartial extends CustomContainer {
  /** Mounts of the target that cannot be had, by their paths. */
  readonly impossibleMounts: readonly string[];
}

export interface PartialSetting {
  readonly style: 'ephemeral' | 'pod';
  /** Where the target's environment and mounts are taken from. */
  readonly pod?: Pod;
  readonly target?: string | undefined;
  readonly resources?: ContainerResources | undefined;
}

/** The person's own custom file wins over what was ticked. */
export function wishedPartial(wishes: DebugWishes, setting: PartialSetting): WishedPartial {
  const custom = parseCustom(wishes.custom, setting.style);
  const target = findTarget(setting.pod, setting.target);
  const mounts = wishes.targetMounts ? (target?.volumeMounts ?? []) : [];
  const possible = setting.style === 'ephemeral' ? mounts.filter((mount) => !hasSubPath(mount)) : mounts;
  const fields = mergeContainer(
    {
      ...identity(wishes),
      ...(wishes.targetEnvironment && target !== undefined ? environmentOf(target) : {}),
      ...(possible.length === 0 ? {} : { volumeMounts: possible }),
      ...(setting.style === 'pod' ? resourcesOf(setting.resources) : {}),
    },
    custom.fields,
  );
  return {
    fields,
    ignored: custom.ignored,
    impossibleMounts: mounts.filter((mount) => !possible.includes(mount)).map(({ mountPath }) => mountPath),
  };
}

function identity({ runAsUser, runAsGroup }: DebugWishes): Fields {
  if (runAsUser === undefined && runAsGroup === undefined) return {};
  return {
    securityContext: {
      ...(runAsUser === undefined ? {} : { runAsUser }),
      ...(runAsGroup === undefined ? {} : { runAsGroup }),
    },
  };
}

function environmentOf({ name, env = [], envFrom = [] }: Container): Fields {
  return {
    ...(env.length === 0 ? {} : { env: env.map((variable) => namedResource(variable, name)) }),
    ...(envFrom.length === 0 ? {} : { envFrom }),
  };
}

/** `limits.cpu` without a container's name would be the debug container's own. */
function namedResource(
  variable: NonNullable<Container['env']>[number],
  container: string,
): NonNullable<Container['env']>[number] {
  const { valueFrom } = variable;
  if (valueFrom?.resourceFieldRef === undefined) return variable;
  const resourceFieldRef = { containerName: container, ...valueFrom.resourceFieldRef };
  return { ...variable, valueFrom: { ...valueFrom, resourceFieldRef } };
}

function resourcesOf(resources: ContainerResources | undefined): Fields {
  const { requests = {}, limits = {} } = resources ?? {};
  const kept = {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
  return Object.keys(kept).length === 0 ? {} : { resources: kept };
}

function hasSubPath({ subPath, subPathExpr }: NonNullable<Container['volumeMounts']>[number]): boolean {
  return (subPath ?? '') !== '' || (subPathExpr ?? '') !== '';
}

/** Without a target, the pod's first container stands for it. */
function findTarget(pod: Pod | undefined, target: string | undefined): Container | undefined {
  const { containers = [], initContainers = [] } = pod?.spec ?? {};
  if (target === undefined || target === '') return containers[0];
  return [...containers, ...initContainers].find(({ name }) => name === target);
}
