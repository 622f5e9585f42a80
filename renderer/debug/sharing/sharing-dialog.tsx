import type { ReactElement } from 'react';

import type { SharingPhase, SharingRequest } from '../../../preload/contract/index.ts';
import { Busy, Button, ErrorNotice, InertText, KubectlLine, Notice, StateDot } from '../../ui/index.ts';
import { PlanDialog } from '../plan-dialog.tsx';
import { PlanView } from '../plan-view.tsx';
import { useFollowed } from '../use-followed.ts';
import { usePlan } from '../use-plan.ts';

export interface SharingDialogProps {
  readonly request: SharingRequest;
  readonly onClose: () => void;
  /** To one of the new pods. */
  readonly onGo: (pod: string) => void;
}

export function SharingDialog({ request, onClose, onGo }: SharingDialogProps): ReactElement {
  const { context, kubeNamespace, kind, workload } = request;
  const plan = usePlan('sharing-plan', request, (api, wanted, signal) => api.debug.planSharing(wanted, { signal }));
  const { started, start } = useFollowed<SharingRequest, SharingPhase>(
    (api, wanted, signal) => api.debug.startSharing(wanted, { signal }),
    () => undefined,
  );
  const last = started?.phases.at(-1);
  return (
    <PlanDialog
      scope={{ context, kubeNamespace }}
      subject={`${kind} ${workload}`}
      title="Share the processes of its containers"
      startedTitle="Sharing processes"
      footNote="All its pods are made anew. The ledger keeps the way back."
      startedNote="The way back: Ledger ▸ Put back."
      confirm="Share processes"
      isDangerous
      problem={undefined}
      possible={plan.data?.possible}
      isPlanning={plan.isFetching && plan.isPlaceholderData}
      onConfirm={() => start(request)}
      onClose={onClose}
      plan={
        <PlanView
          plan={plan.data}
          error={plan.error}
          isPlanning={plan.isFetching}
          onRetry={() => void plan.refetch()}
          effectsTitle="What it means"
          changeTitle={`What changes in ${kind} ${workload}`}
          changeLabel="Workload, before and after"
        >
          {plan.data === undefined ? undefined : (
            <Notice
              state="waiting"
              title={`Isolation between its containers is weakened, and ${plan.data.pods.length === 1 ? 'one pod restarts' : `${plan.data.pods.length} pods restart`}.`}
            >
              <InertText text={plan.data.pods.join(', ')} />
            </Notice>
          )}
        </PlanView>
      }
      progress={
        started === undefined ? undefined : (
          <div className="debug-phases" role="log" aria-label="What has happened">
            <ol>
              {started.phases.map((phase) => (
                <li key={`${phase.phase}${phase.at}`}>
                  <StateDot
                    state={phase.phase === 'problem' ? 'bad' : phase.phase === 'rollingOut' ? 'waiting' : 'good'}
                    label={phase.phase}
                  />
                  <div>
                    <InertText text={sharingWords(phase)} />
                  </div>
                  <time dateTime={phase.at}>{phase.at.slice(11, 19)}</time>
                </li>
              ))}
            </ol>
            {started.isOver ? undefined : <Busy what="Waiting for the rollout" startedAt={started.startedAt} />}
            {started.error === undefined ? undefined : (
              <ErrorNotice
                title={
                  started.phases.length === 0
                    ? 'The workload was not changed.'
                    : 'The workload was changed; how the rollout went on is not known.'
                }
                fact={started.error.message}
              />
            )}
            {plan.data === undefined ? undefined : <KubectlLine command={plan.data.kubectlBack} />}
          </div>
        )
      }
      startedActions={
        <>
          {last?.phase === 'rolledOut' && last.pods[0] !== undefined ? (
            <Button
              variant="primary"
              onPress={() => {
                onGo(last.pods[0] ?? '');
                onClose();
              }}
            >
              Go to the new pod
            </Button>
          ) : undefined}
        </>
      }
    />
  );
}

function sharingWords(phase: SharingPhase): string {
  switch (phase.phase) {
    case 'patched':
      return 'Changed the pod template';
    case 'rollingOut':
      return `${phase.updated} of ${phase.desired} pods are new, ${phase.ready} ready`;
    case 'problem':
      return `${phase.reason}: ${phase.message}`;
    case 'rolledOut':
      return `Rolled out: ${phase.pods.join(', ')}`;
  }
}
