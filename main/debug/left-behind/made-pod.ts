/** Copies of pods and pods on nodes: removed by deleting exactly that pod. */
import type { LedgerKind, LedgerPlan, LedgerState } from '../../../preload/contract/ledger.ts';
import { deletePod, FIELD_MANAGER, getPod, kubectlLine, type Pod } from '../../kube/index.ts';
import type { FoundRecord, LedgerHandler } from '../../ledger/index.ts';
import { yamlDifference } from '../../workloads/index.ts';
import { untilPodGone } from './until-pod-gone.ts';
import { ANNOTATIONS } from '../own-keys.ts';

type MadeKind = Extract<LedgerKind, 'podCopy' | 'nodePod'>;

const MARKS: Readonly<Record<MadeKind, string>> = { podCopy: ANNOTATIONS.copyOf, nodePod: ANNOTATIONS.debugsNode };

export function madePodHandler(kind: MadeKind): LedgerHandler {
  return {
    judge: (_record, pod) => {
      if (pod === 'unread') return { state: { state: 'unknown' }, actions: ['remove'] };
      const state = stateOf(pod);
      return { state, actions: state.state === 'running' ? ['enter', 'remove'] : ['remove'] };
    },
    plan: async (record, _action, { cluster, signal }): Promise<LedgerPlan> => {
      const pod = await getPod(cluster, record, signal);
      return {
        ...yamlDifference({ apiVersion: 'v1', kind: 'Pod', ...pod }, undefined),
        sentences: [
          `Pod ${record.pod} is deleted with all that is in it.`,
          ...(pod.metadata?.uid === record.podUid ? [] : ['Another pod has its name by now: nothing will be deleted.']),
        ],
        warnings: [],
        kubectl: kubectlLine(record, ['delete', 'pod', record.pod]),
      };
    },
    act: async function* (record, _action, { cluster, signal }) {
      await deletePod(cluster, record, { uid: record.podUid, signal });
      yield `Pod ${record.pod} is being deleted.`;
      await untilPodGone(cluster, record, signal);
      yield `Pod ${record.pod} is gone.`;
      return 'removed';
    },
    findInPod: (pod, context) => {
      const from = pod.metadata?.annotations?.[MARKS[kind]];
      if (from === undefined) return [];
      const line = kubectlLine({ context, kubeNamespace: pod.metadata?.namespace ?? '' }, [
        'get',
        'pod',
        pod.metadata?.name ?? '',
      ]);
      return [
        {
          ...madePodRecord(kind, { context, pod, container: undefined, kubectl: line }),
          by: FIELD_MANAGER,
          at: pod.metadata?.creationTimestamp ?? '',
        },
      ];
    },
  };
}

export interface MadePod {
  readonly context: string;
  readonly pod: Pod;
  readonly container: string | undefined;
  readonly kubectl: string;
}

export function madePodRecord(
  kind: MadeKind,
  { context, pod, container, kubectl }: MadePod,
): Omit<FoundRecord, 'at' | 'by'> {
  const { name = '', namespace = '', uid = '', annotations = {}, creationTimestamp } = pod.metadata ?? {};
  const containers = pod.spec?.containers ?? [];
  const chosen = containers.find((candidate) => candidate.name === container) ?? containers.at(-1);
  const seconds = pod.spec?.activeDeadlineSeconds;
  const ends = Date.parse(creationTimestamp ?? '') + (seconds ?? Number.NaN) * 1000;
  return {
    kind,
    context,
    kubeNamespace: namespace,
    pod: name,
    podUid: uid,
    name,
    ...(chosen === undefined ? {} : { container: chosen.name }),
    ...(chosen?.image === undefined ? {} : { image: chosen.image }),
    ...(Number.isFinite(ends) ? { expiresAt: new Date(ends).toISOString() } : {}),
    details: { [kind === 'podCopy' ? 'copy of' : 'node']: (annotations[MARKS[kind]] ?? '').slice(0, 253) },
    kubectl,
  };
}

function stateOf({ metadata, status }: Pod): LedgerState {
  if (metadata?.deletionTimestamp !== undefined) return { state: 'waiting', reason: 'being deleted' };
  switch (status?.phase) {
    case 'Running':
      return { state: 'running' };
    case 'Succeeded':
    case 'Failed':
      return { state: 'ended', reason: status.reason ?? status.phase };
    default: {
      const waiting = status?.containerStatuses?.find(({ state }) => state?.waiting !== undefined)?.state?.waiting;
      const reason = waiting?.reason ?? status?.phase;
      return { state: 'waiting', ...(reason === undefined ? {} : { reason }) };
    }
  }
}
