import { useState, type ReactElement } from 'react';

import type { SharingPhase, SharingRequest } from '../../../preload/contract/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import {
  Busy,
  Button,
  ContextChip,
  Dialog,
  ErrorNotice,
  InertText,
  KubectlLine,
  Notice,
  StateDot,
  TextField,
} from '../../ui/index.ts';
import { PlanView } from '../plan-view.tsx';
import { startRefusal } from '../start-refusal.ts';
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
  const look = useContextLook(context);
  const [typed, setTyped] = useState('');
  const plan = usePlan('sharing-plan', request, (api, wanted, signal) => api.debug.planSharing(wanted, { signal }));
  const { started, start } = useFollowed<SharingRequest, SharingPhase>(
    (api, wanted, signal) => api.debug.startSharing(wanted, { signal }),
    () => undefined,
  );
  const refusal = startRefusal({
    problem: undefined,
    possible: plan.data?.possible,
    isPlanning: plan.isFetching && plan.isPlaceholderData,
    untyped: look.isProtected && typed !== context ? context : undefined,
  });
  const last = started?.phases.at(-1);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      contextColor={look.color}
      title={started === undefined ? 'Share the processes of its containers' : 'Sharing processes'}
      subtitle={
        <>
          <ContextChip name={context} color={look.color} /> ▸ {kubeNamespace} ▸ {kind} {workload}
        </>
      }
      footer={
        started === undefined ? (
          <>
            <span className="ui-dialog-footer-start debug-permanent">
              All its pods are made anew. The ledger keeps the way back.
            </span>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="danger" disabledReason={refusal} onPress={() => start(request)}>
              Share processes
            </Button>
          </>
        ) : (
          <>
            <span className="ui-dialog-footer-start">The way back: Ledger ▸ Put back.</span>
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
            <Button onPress={onClose}>Close</Button>
          </>
        )
      }
    >
      {started === undefined ? (
        <>
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
          {look.isProtected ? (
            <TextField
              label={`This context is protected. Type ${context} to go on.`}
              isMono
              value={typed}
              onChange={setTyped}
            />
          ) : undefined}
        </>
      ) : (
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
      )}
    </Dialog>
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
