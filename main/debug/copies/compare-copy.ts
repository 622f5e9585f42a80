/** What follows from a copy, from the two pods and what else is known. Pure. */
import type { CopyRequest, PlanFinding } from '../../../preload/contract/pod-copies.ts';
import type { Container, KubeObject, Pod } from '../../kube/index.ts';

/** `undefined`: it may not be read. */
export interface CopySurroundings {
  readonly services: readonly ServiceFacts[] | undefined;
  readonly claims: readonly ClaimFacts[] | undefined;
}

export interface ServiceFacts extends KubeObject {
  readonly spec?: { readonly selector?: Readonly<Record<string, string>> };
}

export interface ClaimFacts extends KubeObject {
  readonly spec?: { readonly accessModes?: readonly string[] };
}

export function compareCopy(
  original: Pod,
  copy: Pod,
  request: CopyRequest,
  surroundings: CopySurroundings,
): readonly PlanFinding[] {
  return [
    traffic(copy, surroundings.services),
    ...controller(original, copy),
    processes(copy),
    ...probes(original, copy),
    ...initContainers(original, copy),
    ...volumes(original, copy, request, surroundings.claims),
    ...node(original, request),
    ...replaced(original, request),
  ];
}

function traffic({ metadata }: Pod, services: CopySurroundings['services']): PlanFinding {
  const labels = metadata?.labels ?? {};
  if (Object.keys(labels).length === 0) {
    return { name: 'traffic', outcome: 'passed', sentence: 'The copy has no labels: no Service sends it traffic.' };
  }
  if (services === undefined) {
    return {
      name: 'traffic',
      outcome: 'unknown',
      sentence: 'The copy has labels; whether a Service selects it is not known, because you may not list Services.',
    };
  }
  const selecting = services
    .filter(({ spec }) => matches(spec?.selector, labels))
    .map((service) => service.metadata?.name ?? '');
  if (selecting.length === 0) {
    return {
      name: 'traffic',
      outcome: 'passed',
      sentence: 'No Service here selects the copy’s labels: it gets no traffic.',
    };
  }
  return {
    name: 'traffic',
    outcome: 'limited',
    sentence: `The copy gets traffic of ${selecting.join(', ')} as soon as it is ready.`,
    remedy: 'Leave its labels away to keep it out.',
  };
}

/** An empty selector selects nothing of a Service. */
function matches(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

function controllerOf({ metadata }: Pod): { readonly kind: string; readonly name: string } | undefined {
  return metadata?.ownerReferences?.find((owner) => owner.controller === true);
}

function controller(original: Pod, { metadata }: Pod): readonly PlanFinding[] {
  const owner = controllerOf(original);
  const labels = metadata?.labels ?? {};
  const kept = Object.entries(original.metadata?.labels ?? {});
  if (owner === undefined || kept.length === 0 || !kept.every(([key, value]) => labels[key] === value)) return [];
  return [
    {
      name: 'controller',
      outcome: 'limited',
      sentence: `With all its labels the copy looks like one of ${owner.kind} ${owner.name}’s own pods: it may be adopted, and it or another pod deleted as one too many.`,
      remedy: 'Leave its labels away, or change one of them.',
    },
  ];
}

function processes({ spec }: Pod): PlanFinding {
  return spec?.shareProcessNamespace === true
    ? {
        name: 'processes',
        outcome: 'passed',
        sentence: 'All containers of the copy see each other’s processes; process 1 is the pause process.',
      }
    : {
        name: 'processes',
        outcome: 'limited',
        sentence: 'The containers of the copy do not see each other’s processes.',
        remedy: 'Share processes, to look into the others from the debug container.',
      };
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function probes(original: Pod, copy: Pod): readonly PlanFinding[] {
  const had = PROBES.filter((probe) => hasProbe(original.spec?.containers, probe));
  const has = PROBES.filter((probe) => hasProbe(copy.spec?.containers, probe));
  const dropped = had.filter((probe) => !has.includes(probe));
  if (had.length === 0) return [];
  const words = (list: readonly string[]): string => list.map((probe) => probe.replace('Probe', '')).join(', ');
  return [
    {
      name: 'probes',
      outcome: has.includes('livenessProbe') || has.includes('startupProbe') ? 'limited' : 'passed',
      sentence:
        dropped.length === had.length
          ? `Its probes are left away (${words(dropped)}): nothing restarts it while you look.`
          : `It keeps its probes (${words(has)})${has.includes('livenessProbe') ? ': a stopped process is restarted by the kubelet' : ''}.`,
    },
  ];
}

function hasProbe(containers: readonly Container[] | undefined, probe: (typeof PROBES)[number]): boolean {
  return (containers ?? []).some((container) => container[probe] !== undefined);
}

function initContainers(original: Pod, copy: Pod): readonly PlanFinding[] {
  const names = (original.spec?.initContainers ?? []).map(({ name }) => name);
  if (names.length === 0) return [];
  const kept = copy.spec?.initContainers !== undefined;
  return [
    {
      name: 'initContainers',
      outcome: kept ? 'limited' : 'passed',
      sentence: kept
        ? `Its init containers run again: ${names.join(', ')}.`
        : `Its init containers do not run: ${names.join(', ')}; what they prepare is missing.`,
    },
  ];
}

function volumes(
  original: Pod,
  copy: Pod,
  { sameNode }: CopyRequest,
  claims: CopySurroundings['claims'],
): readonly PlanFinding[] {
  const used = (copy.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName],
  );
  const modesOf = (claim: string): readonly string[] =>
    claims?.find(({ metadata }) => metadata?.name === claim)?.spec?.accessModes ?? [];
  const single = used.filter((claim) => modesOf(claim).includes('ReadWriteOncePod'));
  const oneNode = used.filter((claim) => modesOf(claim).includes('ReadWriteOnce'));
  const findings: PlanFinding[] = [];
  if (single.length > 0) {
    findings.push({
      name: 'volumes',
      outcome: 'failed',
      sentence: `${single.join(', ')} may be mounted by one pod alone (ReadWriteOncePod): the copy would wait for ever.`,
      remedy: 'Debug the pod itself, or replace the original.',
    });
  }
  if (oneNode.length > 0 && !sameNode) {
    findings.push({
      name: 'volumes',
      outcome: 'limited',
      sentence: `${oneNode.join(', ')} can be mounted on one node only (ReadWriteOnce): on another node the copy would wait.`,
      remedy: 'Put the copy on the same node.',
    });
  }
  if (used.length > 0) {
    findings.push({
      name: 'volumes',
      outcome: 'limited',
      sentence: `Original and copy write to the same storage: ${used.join(', ')}.`,
    });
  }
  const ports = (copy.spec?.containers ?? []).flatMap(({ ports: list = [] }) =>
    list.flatMap(({ hostPort }) => (hostPort === undefined ? [] : [hostPort])),
  );
  if (ports.length > 0 && (sameNode || original.spec?.hostNetwork === true)) {
    findings.push({
      name: 'volumes',
      outcome: 'failed',
      sentence: `Its node’s ports ${ports.join(', ')} are taken by the original.`,
    });
  }
  return findings;
}

function node({ spec }: Pod, { sameNode }: CopyRequest): readonly PlanFinding[] {
  if (!sameNode) return [];
  return [
    {
      name: 'node',
      outcome: 'limited',
      sentence: `It goes to ${spec?.nodeName ?? 'the same node'} without the scheduler: a node that is full refuses it.`,
    },
  ];
}

function replaced(original: Pod, { replace }: CopyRequest): readonly PlanFinding[] {
  if (!replace) return [];
  const owner = controllerOf(original);
  return [
    {
      name: 'original',
      outcome: 'limited',
      sentence: `The original is deleted at once, without grace, when the copy has been created${owner === undefined ? '; nothing makes it again.' : `; ${owner.kind} ${owner.name} makes another in its place.`}`,
    },
  ];
}
