/** What speaks against sharing processes in a workload, and who would undo it. Pure. */
import type { SharingPlan } from '../../../preload/contract/shared-processes.ts';
import type { Workload } from './workload.ts';

type Finding = SharingPlan['findings'][number];

export const SHARING_EFFECTS: readonly string[] = [
  'Every container of the pod sees the processes of all others, with their arguments and environment, secrets in them included.',
  'Through /proc/PID/root each reaches the files of the others, as far as users and capabilities allow.',
  'Each may send signals to the others’ processes, as far as users and capabilities allow.',
  'Process 1 becomes the pause process; what the image starts gets another number.',
  'All pods of the workload are made anew.',
];

export function judgeWorkload(workload: Workload): readonly Finding[] {
  return [state(workload), ...owners(workload), rollout(workload), ...entryPoints(workload)];
}

function state({ spec }: Workload): Finding {
  const template = spec?.template?.spec;
  const failed = (sentence: string): Finding => ({ name: 'state', outcome: 'failed', sentence });
  if (template?.shareProcessNamespace === true) return failed('Its pods share their processes already.');
  if (template?.hostPID === true)
    return failed(
      'Its pods see all processes of their node (hostPID): there is nothing to share, and the API allows not both.',
    );
  if (template?.os?.name === 'windows') return failed('Windows has no process namespaces to share.');
  return { name: 'state', outcome: 'passed', sentence: 'Its pods do not share their processes yet.' };
}

interface Undoer {
  readonly who: string;
  readonly label?: string;
  readonly annotation?: string;
  readonly value?: string;
  readonly when: string;
}

const UNDOERS: readonly Undoer[] = [
  {
    who: 'Argo CD',
    label: 'argocd.argoproj.io/instance',
    when: 'with its next synchronisation, at once if it heals by itself',
  },
  {
    who: 'Argo CD',
    annotation: 'argocd.argoproj.io/tracking-id',
    when: 'with its next synchronisation, at once if it heals by itself',
  },
  { who: 'Flux', label: 'kustomize.toolkit.fluxcd.io/name', when: 'within its interval' },
  { who: 'Flux', label: 'helm.toolkit.fluxcd.io/name', when: 'with its next release' },
  { who: 'Helm', label: 'app.kubernetes.io/managed-by', value: 'Helm', when: 'with the next upgrade' },
  { who: 'Helm', annotation: 'meta.helm.sh/release-name', when: 'with the next upgrade' },
];

function owners({ metadata }: Workload): readonly Finding[] {
  const { labels = {}, annotations = {}, ownerReferences = [] } = metadata ?? {};
  const controller = ownerReferences.find((owner) => owner.controller === true);
  if (controller !== undefined) {
    return [
      {
        name: 'owner',
        outcome: 'failed',
        sentence: `${controller.kind} ${controller.name} makes this workload and would put its template back: the change cannot hold.`,
        remedy: 'Copy one pod with shared processes instead, or change its owner.',
      },
    ];
  }
  const found = UNDOERS.filter(({ label, annotation, value }) => {
    const text = label === undefined ? annotations[annotation ?? ''] : labels[label];
    return text !== undefined && (value === undefined || text === value);
  });
  const byWho = new Map(found.map((undoer) => [undoer.who, undoer]));
  if (byWho.size === 0) {
    return [{ name: 'owner', outcome: 'passed', sentence: 'Nothing here says that a deployment tool owns it.' }];
  }
  return [...byWho.values()].map(({ who, when, label, annotation }) => ({
    name: 'owner' as const,
    outcome: 'limited' as const,
    sentence: `${who} owns this workload and would undo the change ${when}.`,
    fact: label ?? annotation ?? '',
    remedy: 'For longer than a moment, copy one pod with shared processes instead.',
  }));
}

function rollout({ spec }: Workload): Finding {
  const type = spec?.strategy?.type ?? spec?.updateStrategy?.type;
  if (spec?.paused === true) {
    return {
      name: 'rollout',
      outcome: 'failed',
      sentence: 'The deployment is paused: nothing would be rolled out.',
      remedy: 'Resume it first (kubectl rollout resume).',
    };
  }
  if (type === 'OnDelete') {
    return {
      name: 'rollout',
      outcome: 'limited',
      sentence: 'Its pods are replaced only when somebody deletes them (OnDelete).',
    };
  }
  if (type === 'Recreate') {
    return {
      name: 'rollout',
      outcome: 'limited',
      sentence: 'All its pods are stopped before new ones start (Recreate): it is away for that time.',
    };
  }
  return { name: 'rollout', outcome: 'passed', sentence: 'Its pods are replaced one after the other.' };
}

/** Programs that reap children or manage services because they are process 1. */
const EXPECTS_TO_BE_FIRST = /(?:^|\/)(?:tini|dumb-init|s6-svscan|s6-overlay|init|systemd|runit|supervisord)$/;

function entryPoints({ spec }: Workload): readonly Finding[] {
  return (spec?.template?.spec?.containers ?? []).flatMap(({ name, command = [] }) => {
    const [program = ''] = command;
    if (!EXPECTS_TO_BE_FIRST.test(program)) return [];
    return [
      {
        name: 'entryPoint' as const,
        outcome: 'limited' as const,
        sentence: `${name} starts ${program}, which expects to be process 1 and will not be.`,
      },
    ];
  });
}
