import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';

import {
  toAppError,
  type AppError,
  type LedgerAction,
  type LedgerEntry,
  type LedgerStep,
} from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Problem } from '../problems/index.ts';
import {
  Busy,
  Button,
  ContextChip,
  Dialog,
  DiffView,
  InertText,
  KubectlLine,
  StateDot,
  TextField,
} from '../ui/index.ts';
import { ACTION_TITLES, KIND_TITLES } from './entry-words.ts';

export interface ActionDialogProps {
  readonly entry: LedgerEntry;
  readonly action: LedgerAction;
  readonly onClose: () => void;
}

/** What it changes, then what happens. */
export function ActionDialog({ entry, action, onClose }: ActionDialogProps): ReactElement {
  const { context, id } = entry;
  const api = useApi();
  const look = useContextLook(context);
  const [typed, setTyped] = useState('');
  const plan = useQuery({
    queryKey: ['ledger-plan', context, id, action],
    queryFn: ({ signal }) => api.ledger.plan({ context, id, action }, { signal }),
    retry: false,
    staleTime: 0,
  });
  const { run, act } = useAction({ context, id, action });
  const isTyped = !look.isProtected || typed === context;
  const title = ACTION_TITLES[action];
  const isOver = run?.isOver === true;
  const refusal =
    plan.data === undefined
      ? 'The cluster has not answered yet.'
      : isTyped
        ? plan.data.refusal?.message
        : `Type ${context} first.`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      contextColor={look.color}
      title={`${title}: ${KIND_TITLES[entry.kind].toLowerCase()} ${entry.name}`}
      subtitle={
        <>
          <ContextChip name={context} color={look.color} /> ▸ {entry.kubeNamespace} ▸ {entry.pod}
        </>
      }
      footer={
        run === undefined ? (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="danger" disabledReason={refusal} onPress={act}>
              {title}
            </Button>
          </>
        ) : (
          <Button variant="primary" onPress={onClose}>
            {isOver ? 'Done' : 'Close'}
          </Button>
        )
      }
    >
      {run === undefined ? (
        <div className="ledger-plan">
          {plan.error === null ? undefined : (
            <Problem error={toAppError(plan.error)} onRetry={() => void plan.refetch()} />
          )}
          {plan.isPending ? <Busy what="Asking the cluster what it would change" /> : undefined}
          {plan.data === undefined ? undefined : (
            <>
              <ul className="ledger-sentences">
                {[...plan.data.sentences, ...plan.data.warnings].map((sentence) => (
                  <li key={sentence}>
                    <InertText text={sentence} />
                  </li>
                ))}
              </ul>
              {plan.data.before === plan.data.after ? undefined : (
                <DiffView
                  label="The object, before and after"
                  before={plan.data.before}
                  after={plan.data.after}
                  context={2}
                />
              )}
              <KubectlLine command={plan.data.kubectl} />
            </>
          )}
          {look.isProtected ? (
            <TextField
              label={`This context is protected. Type ${context} to go on.`}
              isMono
              value={typed}
              onChange={setTyped}
            />
          ) : undefined}
        </div>
      ) : (
        <div className="ledger-plan" role="log" aria-label="What has happened">
          <ol className="ledger-steps">
            {run.steps.map((step) => (
              <li key={`${step.at}${step.sentence}`}>
                <StateDot state={step.done ? 'good' : 'waiting'} label={step.done ? 'done' : 'step'} />
                <InertText text={step.sentence} />
              </li>
            ))}
          </ol>
          {isOver ? undefined : <Busy what={`${title} is under way`} startedAt={run.startedAt} />}
          {run.error === undefined ? undefined : <Problem error={run.error} />}
        </div>
      )}
    </Dialog>
  );
}

interface Run {
  readonly startedAt: number;
  readonly steps: readonly LedgerStep[];
  readonly error?: AppError;
  readonly isOver: boolean;
}

/** Closing the dialog stops following, not what has been asked for. */
function useAction(input: { readonly context: string; readonly id: string; readonly action: LedgerAction }): {
  readonly run: Run | undefined;
  act(): void;
} {
  const api = useApi();
  const [run, setRun] = useState<Run>();
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  const act = (): void => {
    const current = new AbortController();
    controller.current = current;
    setRun({ startedAt: Date.now(), steps: [], isOver: false });
    const follow = async (): Promise<void> => {
      try {
        for await (const step of api.ledger.act(input, { signal: current.signal })) {
          setRun((old) => old && { ...old, steps: [...old.steps, step] });
        }
        setRun((old) => old && { ...old, isOver: true });
      } catch (error) {
        if (!current.signal.aborted) setRun((old) => old && { ...old, error: toAppError(error), isOver: true });
      }
    };
    void follow();
  };
  return { run, act };
}
