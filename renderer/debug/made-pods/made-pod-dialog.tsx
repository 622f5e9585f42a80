/** A pod made for debugging: the form beside its plan, then what happens. */
import { useState, type ReactElement, type ReactNode } from 'react';

import type { DebugPhase, KubeNamespaceRef, PodPlan } from '../../../preload/contract/index.ts';
import { useTerminals } from '../../terminals/index.ts';
import { Button, KubectlLine } from '../../ui/index.ts';
import { PhasesView } from '../phases-view.tsx';
import { PlanDialog } from '../plan-dialog.tsx';
import { planProblems, refusalProblems } from '../plan-problems.ts';
import { PlanView } from '../plan-view.tsx';
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
  readonly scope: KubeNamespaceRef;
  /** After the Kubernetes namespace: what is debugged. */
  readonly subject: string;
  readonly footNote: string;
  readonly request: Request | undefined;
  readonly problems: Problems;
  /** `said`: what the plan has against single fields. */
  readonly fields: (said: Problems) => ReactNode;
  readonly ask: AskPlan<Request, PodPlan>;
  readonly open: (api: Api, request: Request, signal: AbortSignal) => ItemReader<DebugPhase>;
  /** The terminal that is opened when the container runs; none if not wished. */
  readonly enter: { readonly command: readonly string[]; readonly attach: boolean } | undefined;
  readonly onStart: (request: Request) => void;
  readonly onClose: () => void;
}

export function MadePodDialog<Request>(props: MadePodDialogProps<Request>): ReactElement {
  const { scope, request, problems, onClose, enter } = props;
  const terminals = useTerminals();
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
  const isOutdated = plan.isFetching && plan.isPlaceholderData;
  const said = isOutdated ? {} : { ...planProblems(plan.error), ...refusalProblems(plan.data?.refusal) };
  return (
    <PlanDialog
      scope={scope}
      subject={props.subject}
      title={props.title}
      startedTitle={props.startedTitle}
      footNote={props.footNote}
      startedNote={started?.isOver === true ? '' : 'Closing this does not stop the pod; the ledger keeps it.'}
      confirm={props.confirm}
      problem={Object.values({ ...said, ...problems })[0]}
      possible={plan.data?.possible}
      isPlanning={isOutdated}
      onConfirm={() => {
        if (request === undefined) return;
        props.onStart(request);
        start(request);
      }}
      onClose={onClose}
      fields={props.fields(said)}
      plan={
        <PlanView
          plan={plan.data}
          error={plan.error}
          isPlanning={plan.isFetching}
          onRetry={() => void plan.refetch()}
          effectsTitle="What the debug container gets"
          changeTitle={plan.data?.before === '' ? 'The pod that is created' : 'The original and its copy'}
          changeLabel="Pod, before and after"
        />
      }
      progress={
        started === undefined ? undefined : (
          <>
            <PhasesView phases={started.phases} error={started.error} startedAt={started.startedAt} what="pod" />
            {plan.data === undefined ? undefined : <KubectlLine command={plan.data.kubectl} />}
          </>
        )
      }
      startedActions={started?.isOver === true ? <Button onPress={reset}>Change and try again</Button> : undefined}
    />
  );
}
