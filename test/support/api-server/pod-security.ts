/** Pod Security Standards, as far as debug profiles touch them, in the admission plug-in's words. */
import type { Container, EphemeralContainer, Pod } from '../../../main/kube/index.ts';

export type SecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A container of any kind, without what only the ordinary ones have. */
type AnyContainer = Pick<Container | EphemeralContainer, 'name' | 'securityContext'>;

const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP'],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

interface Requirement {
  readonly level: 'baseline' | 'restricted';
  readonly title: string;
  readonly subject: string;
  readonly violates: (container: AnyContainer, pod: Pod) => boolean;
  readonly demand: (containers: readonly AnyContainer[]) => string;
}

const REQUIREMENTS: readonly Requirement[] = [
  {
    level: 'baseline',
    title: 'privileged',
    subject: 'container',
    violates: ({ securityContext }) => securityContext?.privileged === true,
    demand: () => 'must not set securityContext.privileged=true',
  },
  {
    level: 'baseline',
    title: 'non-default capabilities',
    subject: 'container',
    violates: (container) => addedCapabilities(container).length > 0,
    demand: (containers) => {
      const added = [...new Set(containers.flatMap(addedCapabilities))].sort().map((name) => `"${name}"`);
      return `must not include ${added.join(', ')} in securityContext.capabilities.add`;
    },
  },
  {
    level: 'restricted',
    title: 'allowPrivilegeEscalation != false',
    subject: 'container',
    violates: ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false,
    demand: () => 'must set securityContext.allowPrivilegeEscalation=false',
  },
  {
    level: 'restricted',
    title: 'unrestricted capabilities',
    subject: 'container',
    violates: ({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true,
    demand: () => 'must set securityContext.capabilities.drop=["ALL"]',
  },
  {
    level: 'restricted',
    title: 'runAsNonRoot != true',
    subject: 'pod or container',
    violates: ({ securityContext }, { spec }) =>
      (securityContext?.runAsNonRoot ?? spec?.securityContext?.runAsNonRoot) !== true,
    demand: () => 'must set securityContext.runAsNonRoot=true',
  },
  {
    level: 'restricted',
    title: 'seccompProfile',
    subject: 'pod or container',
    violates: ({ securityContext }, { spec }) =>
      (securityContext?.seccompProfile ?? spec?.securityContext?.seccompProfile) === undefined,
    demand: () => 'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
  },
];

function addedCapabilities({ securityContext }: AnyContainer): readonly string[] {
  return (securityContext?.capabilities?.add ?? []).filter((name) => !BASELINE_CAPABILITIES.has(name));
}

/** What keeps the pod from the level: `PodSecurity "baseline:latest": privileged (container "x" must not …)`. */
export function podSecurityViolation(pod: Pod, level: SecurityLevel): string | undefined {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const all: readonly AnyContainer[] = [...initContainers, ...containers, ...ephemeralContainers];
  const violations = REQUIREMENTS.flatMap((requirement) => {
    const isAsked = requirement.level === level || (requirement.level === 'baseline' && level === 'restricted');
    const found = isAsked ? all.filter((container) => requirement.violates(container, pod)) : [];
    if (found.length === 0) return [];
    const names = found.map(({ name }) => `"${name}"`).join(', ');
    const subject = `${requirement.subject}${found.length === 1 ? '' : 's'} ${names}`;
    return [`${requirement.title} (${subject} ${requirement.demand(found)})`];
  });
  return violations.length === 0 ? undefined : `PodSecurity "${level}:latest": ${violations.join(', ')}`;
}
