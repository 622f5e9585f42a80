/** A pod's containers of every kind in one shape, and what its spec makes of an image. Pure. */
import type { Container, EphemeralContainer, Pod, PodSpec } from '../../kube/index.ts';
import type { ContainerMount, ImageFacts, PodVolume, ProcessPrivileges, ProcessUser } from '../container-runtime.ts';

export type ContainerKind = 'init' | 'ordinary' | 'ephemeral';

export interface PodContainer {
  readonly kind: ContainerKind;
  readonly spec: Container | EphemeralContainer;
}

export function podContainers({ spec }: Pod): readonly PodContainer[] {
  return [
    ...(spec?.initContainers ?? []).map((container): PodContainer => ({ kind: 'init', spec: container })),
    ...(spec?.containers ?? []).map((container): PodContainer => ({ kind: 'ordinary', spec: container })),
    ...(spec?.ephemeralContainers ?? []).map((container): PodContainer => ({ kind: 'ephemeral', spec: container })),
  ];
}

export function podContainer(pod: Pod, name: string): PodContainer | undefined {
  return podContainers(pod).find(({ spec }) => spec.name === name);
}

/** The program: a pod's `command` replaces the entry point and the image's own arguments. */
export function argvOf({ spec }: PodContainer, image: ImageFacts): readonly string[] {
  const { command = [], args = [] } = spec;
  if (command.length > 0) return [...command, ...args];
  return [...image.entrypoint, ...(args.length > 0 ? args : image.command)];
}

export function environmentOf(pod: Pod, { spec }: PodContainer, image: ImageFacts): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOSTNAME: pod.spec?.hostname ?? pod.metadata?.name ?? '',
    ...(spec.tty === true ? { TERM: 'xterm' } : {}),
    ...image.environment,
  };
  for (const { name, value, valueFrom } of spec.env ?? []) {
    const field = valueFrom?.fieldRef?.fieldPath;
    const text = field === undefined ? (value ?? '') : fieldOfPod(pod, field);
    environment[name] = text.replaceAll(
      /\$\(([A-Za-z_][\w.-]*)\)/g,
      (whole, other: string) => environment[other] ?? whole,
    );
  }
  return environment;
}

function fieldOfPod(pod: Pod, path: string): string {
  switch (path) {
    case 'metadata.name':
      return pod.metadata?.name ?? '';
    case 'metadata.namespace':
      return pod.metadata?.namespace ?? '';
    case 'metadata.uid':
      return pod.metadata?.uid ?? '';
    case 'spec.nodeName':
      return pod.spec?.nodeName ?? '';
    case 'spec.serviceAccountName':
      return pod.spec?.serviceAccountName ?? '';
    case 'status.podIP':
      return pod.status?.podIP ?? '';
    default:
      return '';
  }
}

export function userOf(pod: Pod, { spec }: PodContainer, image: ImageFacts): ProcessUser {
  const own = spec.securityContext;
  const shared = pod.spec?.securityContext;
  return {
    uid: own?.runAsUser ?? shared?.runAsUser ?? image.user.uid,
    gid: own?.runAsGroup ?? shared?.runAsGroup ?? image.user.gid,
  };
}

export function mustRunAsNonRoot(pod: Pod, { spec }: PodContainer): boolean {
  return (spec.securityContext?.runAsNonRoot ?? pod.spec?.securityContext?.runAsNonRoot) === true;
}

export function privilegesOf({ spec }: PodContainer): ProcessPrivileges {
  const { privileged = false, capabilities, allowPrivilegeEscalation = true } = spec.securityContext ?? {};
  return {
    privileged,
    addedCapabilities: capabilities?.add ?? [],
    droppedCapabilities: capabilities?.drop ?? [],
    allowPrivilegeEscalation,
  };
}

/** Volumes of kinds that this node does not have are left out. */
export function mountsOf({ spec }: PodContainer, volumes: ReadonlyMap<string, PodVolume>): readonly ContainerMount[] {
  return (spec.volumeMounts ?? []).flatMap(({ name, mountPath, readOnly = false }) => {
    const volume = volumes.get(name);
    return volume === undefined ? [] : [{ path: mountPath, readOnly, volume }];
  });
}

/** Files of config maps and secrets by the name of their object; `undefined` for one that is missing. */
export type FilesOf = (kind: 'configMap' | 'secret', name: string) => ReadonlyMap<string, Uint8Array> | undefined;

export function volumesOf(spec: PodSpec | undefined, filesOf: FilesOf): ReadonlyMap<string, PodVolume> {
  const volumes = new Map<string, PodVolume>();
  for (const { name, emptyDir, configMap, secret } of spec?.volumes ?? []) {
    const files =
      configMap?.name === undefined
        ? secret?.secretName === undefined
          ? undefined
          : filesOf('secret', secret.secretName)
        : filesOf('configMap', configMap.name);
    if (emptyDir !== undefined) volumes.set(name, { kind: 'emptyDir', name });
    else if (files !== undefined) volumes.set(name, { kind: 'files', name, files });
  }
  return volumes;
}
