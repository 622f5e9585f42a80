import type { LedgerPlan, LedgerState } from '../../../preload/contract/ledger.ts';
import {
  FIELD_MANAGER,
  kubectlLine,
  type ContainerState,
  type EphemeralContainer,
  type Pod,
} from '../../kube/index.ts';
import type { FoundRecord, LedgerHandler } from '../../ledger/index.ts';
import { ephemeralAdditions } from '../../workloads/index.ts';
import { debugCommandLineOf } from '../debug-command-line.ts';
import { keepAliveSeconds } from '../keep-alive.ts';
import { stopContainer } from './stop-container.ts';
import { stopCommand } from './stop-script.ts';

const PERMANENT = 'An ephemeral container cannot be taken out of its pod: its entry stays until the pod goes.';

export function debugContainerHandler(): LedgerHandler {
  return {
    judge: ({ name }, pod) => {
      if (pod === 'unread') return { state: { state: 'unknown' }, actions: [], permanent: PERMANENT };
      const status = pod.status?.ephemeralContainerStatuses?.find((candidate) => candidate.name === name);
      const state = stateOf(status?.state);
      return { state, actions: state.state === 'running' ? ['enter', 'stop'] : [], permanent: PERMANENT };
    },
    plan: ({ context, kubeNamespace, pod, name }, _action): Promise<LedgerPlan> =>
      Promise.resolve({
        before: '',
        after: '',
        sentences: [
          `The own process of ${name} is ended, and every shell in it; no process of another container is touched.`,
          PERMANENT,
        ],
        warnings: [],
        kubectl: kubectlLine({ context, kubeNamespace }, ['exec', pod, '-c', name, '--', ...stopCommand('', 'TERM')]),
      }),
    act: async function* (record, _action, setting) {
      yield* stopContainer(record, setting);
      return undefined;
    },
    findInPod: (pod, context) => {
      const additions = ephemeralAdditions(pod.metadata?.managedFields ?? []);
      return (pod.spec?.ephemeralContainers ?? []).flatMap((container): readonly FoundRecord[] => {
        const addition = additions.get(container.name);
        if (addition?.manager !== FIELD_MANAGER) return [];
        if (!Number.isFinite(Date.parse(addition.at))) return [];
        return [
          {
            ...debugContainerRecord(context, pod, container, new Date(addition.at)),
            at: addition.at,
            by: addition.manager,
          },
        ];
      });
    },
  };
}

/** What the ledger keeps of a debug container. */
export function debugContainerRecord(
  context: string,
  pod: Pod,
  container: EphemeralContainer,
  /** When it was added. */
  now: Date,
): Omit<FoundRecord, 'at' | 'by'> {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const { image, targetContainerName, command } = container;
  const limit = keepAliveSeconds(command);
  return {
    kind: 'debugContainer',
    context,
    kubeNamespace: namespace,
    pod: name,
    podUid: uid,
    name: container.name,
    container: container.name,
    ...(image === undefined ? {} : { image }),
    ...(limit === undefined ? {} : { expiresAt: new Date(now.getTime() + limit * 1000).toISOString() }),
    details: {
      ...(targetContainerName === undefined ? {} : { target: targetContainerName }),
      ...(command === undefined || limit !== undefined ? {} : { command: command.join(' ').slice(0, 1024) }),
    },
    kubectl: debugCommandLineOf({ context, kubeNamespace: namespace, pod: name }, container),
  };
}

function stateOf(state: ContainerState | undefined): LedgerState {
  if (state?.running !== undefined) return { state: 'running' };
  if (state?.terminated !== undefined) {
    const { exitCode, finishedAt, reason } = state.terminated;
    const words = [`exit code ${exitCode}`, reason].filter((word) => word !== undefined).join(', ');
    return { state: 'ended', reason: words, ...(finishedAt === undefined ? {} : { at: finishedAt }) };
  }
  const reason = state?.waiting?.reason;
  return { state: 'waiting', ...(reason === undefined ? {} : { reason }) };
}
