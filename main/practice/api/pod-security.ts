/** The Pod Security Standards in the admission plug-in's words and order. Pure. */
import type { Container, EphemeralContainer, Pod, PodSpec } from '../../kube/index.ts';

export type SecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A container of any kind, without what only the ordinary ones have. */
type AnyContainer = Pick<Container | EphemeralContainer, 'name' | 'securityContext' | 'ports'>;

interface Violation {
  readonly title: string;
  readonly detail: string;
}

interface Check {
  readonly level: 'baseline' | 'restricted';
  readonly find: (spec: PodSpec, containers: readonly AnyContainer[]) => Violation | undefined;
}

const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP'],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);
const SAFE_SYSCTLS: ReadonlySet<string> = new Set([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start'],
  ...['net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports'],
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
  ...['net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
]);
const RESTRICTED_VOLUMES: ReadonlySet<string> = new Set([
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'],
]);

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const added = ({ securityContext }: AnyContainer): readonly string[] => securityContext?.capabilities?.add ?? [];

function containersThat(word: string, containers: readonly AnyContainer[], demand: string): string {
  return `${word}${containers.length === 1 ? '' : 's'} ${quoted(containers.map(({ name }) => name))} ${demand}`;
}

/** About each container by itself. */
function eachContainer(
  title: string,
  violates: (container: AnyContainer, spec: PodSpec) => boolean,
  demand: (found: readonly AnyContainer[]) => string,
  word = 'container',
): Check['find'] {
  return (spec, containers) => {
    const found = containers.filter((container) => violates(container, spec));
    return found.length === 0 ? undefined : { title, detail: containersThat(word, found, demand(found)) };
  };
}

const forbiddenCapabilities = (found: readonly AnyContainer[], allowed: (name: string) => boolean): string => {
  const names = [...new Set(found.flatMap(added).filter((name) => !allowed(name)))].sort();
  return `must not include ${quoted(names)} in securityContext.capabilities.add`;
};
const isBaseline = (name: string): boolean => BASELINE_CAPABILITIES.has(name);
const isBindService = (name: string): boolean => name === 'NET_BIND_SERVICE';

const CHECKS: readonly Check[] = [
  {
    level: 'baseline',
    find: ({ hostNetwork, hostPID, hostIPC }) => {
      const found = Object.entries({ hostNetwork, hostPID, hostIPC }).flatMap(([key, on]) =>
        on === true ? [`${key}=true`] : [],
      );
      return found.length === 0 ? undefined : { title: 'host namespaces', detail: found.join(', ') };
    },
  },
  {
    level: 'baseline',
    find: ({ volumes = [] }) => {
      const found = volumes.filter(({ hostPath }) => hostPath !== undefined).map(({ name }) => name);
      return found.length === 0
        ? undefined
        : { title: 'hostPath volumes', detail: `volume${found.length === 1 ? '' : 's'} ${quoted(found)}` };
    },
  },
  {
    level: 'baseline',
    find: (_spec, containers) => {
      const portsOf = ({ ports = [] }: AnyContainer): readonly number[] =>
        ports.flatMap(({ hostPort }) => (hostPort === undefined || hostPort === 0 ? [] : [hostPort]));
      const found = containers.filter((container) => portsOf(container).length > 0);
      const ports = [...new Set(found.flatMap(portsOf))].sort((one, other) => one - other);
      const demand = `${found.length === 1 ? 'uses' : 'use'} hostPort${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`;
      return found.length === 0 ? undefined : { title: 'hostPort', detail: containersThat('container', found, demand) };
    },
  },
  {
    level: 'baseline',
    find: eachContainer(
      'privileged',
      ({ securityContext }) => securityContext?.privileged === true,
      () => 'must not set securityContext.privileged=true',
    ),
  },
  {
    level: 'baseline',
    find: eachContainer(
      'non-default capabilities',
      (container) => !added(container).every(isBaseline),
      (found) => forbiddenCapabilities(found, isBaseline),
    ),
  },
  {
    level: 'baseline',
    find: ({ securityContext }) => {
      const found = (securityContext?.sysctls ?? []).map(({ name }) => name).filter((name) => !SAFE_SYSCTLS.has(name));
      return found.length === 0 ? undefined : { title: 'forbidden sysctls', detail: found.join(', ') };
    },
  },
  {
    level: 'restricted',
    find: eachContainer(
      'allowPrivilegeEscalation != false',
      ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false,
      () => 'must set securityContext.allowPrivilegeEscalation=false',
    ),
  },
  {
    level: 'restricted',
    find: (_spec, containers) => {
      const undropped = containers.filter(
        ({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true,
      );
      const adding = containers.filter((container) => !added(container).every(isBindService));
      const details = [
        ...(undropped.length === 0
          ? []
          : [containersThat('container', undropped, 'must set securityContext.capabilities.drop=["ALL"]')]),
        ...(adding.length === 0
          ? []
          : [containersThat('container', adding, forbiddenCapabilities(adding, isBindService))]),
      ];
      return details.length === 0 ? undefined : { title: 'unrestricted capabilities', detail: details.join('; ') };
    },
  },
  {
    level: 'restricted',
    find: ({ volumes = [] }) => {
      const kinds = volumes.flatMap(({ name, ...source }) => Object.keys(source).map((kind) => ({ name, kind })));
      const found = kinds.filter(({ kind }) => !RESTRICTED_VOLUMES.has(kind));
      const types = [...new Set(found.map(({ kind }) => kind))];
      const uses = found.length === 1 ? 'uses restricted volume type' : 'use restricted volume types';
      const names = quoted(found.map(({ name }) => name));
      const detail = `volume${found.length === 1 ? '' : 's'} ${names} ${uses} ${quoted(types)}`;
      return found.length === 0 ? undefined : { title: 'restricted volume types', detail };
    },
  },
  {
    level: 'restricted',
    find: eachContainer(
      'runAsNonRoot != true',
      ({ securityContext }, spec) => (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true,
      () => 'must set securityContext.runAsNonRoot=true',
      'pod or container',
    ),
  },
  {
    level: 'restricted',
    find: (spec, containers) => {
      const found = containers.filter(({ securityContext }) => securityContext?.runAsUser === 0);
      const subjects = [
        ...(spec.securityContext?.runAsUser === 0 ? ['pod'] : []),
        ...(found.length === 0
          ? []
          : [`container${found.length === 1 ? '' : 's'} ${quoted(found.map(({ name }) => name))}`]),
      ];
      return subjects.length === 0
        ? undefined
        : { title: 'runAsUser=0', detail: `${subjects.join(' and ')} must not set runAsUser=0` };
    },
  },
  {
    level: 'restricted',
    find: eachContainer(
      'seccompProfile',
      ({ securityContext }, spec) =>
        !['RuntimeDefault', 'Localhost'].includes(
          (securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile)?.type ?? '',
        ),
      () => 'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
      'pod or container',
    ),
  },
];

/** What keeps the pod from the level: `PodSecurity "baseline:latest": privileged (container "x" must not …)`. */
export function podSecurityViolation({ spec }: Pick<Pod, 'spec'>, level: SecurityLevel): string | undefined {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec ?? {};
  const all: readonly AnyContainer[] = [...initContainers, ...containers, ...ephemeralContainers];
  const violations = CHECKS.flatMap(({ level: asked, find }) => {
    const isAsked = asked === level || (asked === 'baseline' && level === 'restricted');
    // What restricted says of capabilities and volumes covers what baseline says of them.
    const found = isAsked ? find(spec ?? { containers: [] }, all) : undefined;
    if (found === undefined || (level === 'restricted' && COVERED.has(found.title))) return [];
    return [`${found.title} (${found.detail})`];
  });
  return violations.length === 0 ? undefined : `PodSecurity "${level}:latest": ${violations.join(', ')}`;
}

const COVERED: ReadonlySet<string> = new Set(['non-default capabilities', 'hostPath volumes']);
