/** A pod made for debugging: the form beside its plan, then what happens. */
import { useState, type ReactElement, type ReactNode } from 'react';

import type { DebugPhase, PodPlan, PodRef } from '../../../preload/contract/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import { useTerminals } from '../../terminals/index.ts';
import { Button, ContextChip, Dialog, KubectlLine, TextField } from '../../ui/index.ts';
import { PhasesView } from '../phases-view.tsx';
import { PlanView } from '../plan-view.tsx';
import { startRefusal } from '../start-refusal.ts';
import { useFollowed } from '../use-followed.ts';
import { usePlan, type AskPlan } from '../use-plan.ts';
import type { ItemReader } from '../../../preload/contract/index.ts';
import type { Api } from '../../bridge/index.ts';
import type { Problems } from '../wish-form.ts';

export interface MadePodDialogProps<Request> {
  readonly kind: string;
  readonly title: string;
  readonly startedTitle: string;
  readonly confirm: string;
  readonly scope: Pick<PodRef, 'context' | 'kubeNamespace'>;
  /** After the Kubernetes namespace: what is debugged. */
  readonly subject: string;
  readonly footNote: string;
  readonly request: Request | undefined;
  readonly problems: Problems;
  readonly fields: ReactNode;
  readonly ask: AskPlan<Request, PodPlan>;
  readonly open: (api: Api, request: Request, signal: AbortSignal) => ItemReader<DebugPhase>;
  /** The terminal that is opened when the container runs; none if not wished. */
  readonly enter: { readonly command: readonly string[]; readonly attach: boolean } | undefined;
  readonly onStart: (request: Request) => void;
  readonly onClose: () => void;
}

export function MadePodDialog<Request>(props: MadePodDialogProps<Request>): ReactElement {
  const { scope, request, problems, onClose, enter } = props;
  const look = useContextLook(scope.context);
  const terminals = useTerminals();
  const [typed, setTyped] = useState('');
  const plan = usePlan(props.kind, request, props.ask);
  const [made, setMade] = useState<{ readonly pod: string; readonly container?: string }>();
  const { started, start, reset } = useFollowed(props.open, (phase) => {
    if (phase.phase === 'podCreated') setMade(phase);
    if (phase.phase !== 'running' || made?.container === undefined || enter === undefined) return;
    const container = { ...scope, pod: made.pod, container: made.container };
    terminals.open(
      enter.attach ? { kind: 'attach', ...container } : { kind: 'exec', ...container, command: [...enter.command] },
    );
    onClose();
    terminals.focus();
  });
  const refusal = startRefusal({
    problem: Object.values(problems)[0],
    possible: plan.data?.possible,
    isPlanning: plan.isFetching && plan.isPlaceholderData,
    untyped: look.isProtected && typed !== scope.context ? scope.context : undefined,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      contextColor={look.color}
      title={started === undefined ? props.title : props.startedTitle}
      subtitle={
        <>
          <ContextChip name={scope.context} color={look.color} /> ▸ {scope.kubeNamespace} ▸ {props.subject}
        </>
      }
      footer={
        started === undefined ? (
          <>
            <span className="ui-dialog-footer-start debug-permanent">{props.footNote}</span>
            <Button onPress={onClose}>Cancel</Button>
            <Button
              variant="primary"
              disabledReason={refusal}
              onPress={() => {
                if (request === undefined) return;
                props.onStart(request);
                start(request);
              }}
            >
              {props.confirm}
            </Button>
          </>
        ) : (
          <>
            <span className="ui-dialog-footer-start debug-permanent">
              {started.isOver ? '' : 'Closing this does not stop the pod; the ledger keeps it.'}
            </span>
            {started.isOver ? <Button onPress={reset}>Change and try again</Button> : undefined}
            <Button onPress={onClose}>Close</Button>
          </>
        )
      }
    >
      {started === undefined ? (
        <div className="debug-dialog">
          <div className="debug-column">
            {props.fields}
            {look.isProtected ? (
              <TextField
                label={`This context is protected. Type ${scope.context} to go on.`}
                isMono
                value={typed}
                onChange={setTyped}
              />
            ) : undefined}
          </div>
          <div className="debug-column debug-column-plan">
            <PlanView
              plan={plan.data}
              error={plan.error}
              isPlanning={plan.isFetching}
              onRetry={() => void plan.refetch()}
              effectsTitle="What the debug container gets"
              changeTitle={plan.data?.before === '' ? 'The pod that is created' : 'The original and its copy'}
              changeLabel="Pod, before and after"
            />
          </div>
        </div>
      ) : (
        <>
          <PhasesView phases={started.phases} error={started.error} startedAt={started.startedAt} what="pod" />
          {plan.data === undefined ? undefined : <KubectlLine command={plan.data.kubectl} />}
        </>
      )}
    </Dialog>
  );
}
