/** The frame of everything that is planned first and then done: what is wished beside its plan, then what happens. */
import { useState, type ReactElement, type ReactNode } from 'react';

import type { KubeNamespaceRef } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Button, ContextChip, Dialog, TextField } from '../ui/index.ts';
import { startRefusal } from './start-refusal.ts';

export interface PlanDialogProps {
  readonly scope: KubeNamespaceRef;
  /** After the Kubernetes namespace: what it is about. */
  readonly subject: string;
  readonly title: string;
  /** The same while it is done. */
  readonly startedTitle: string;
  /** What should be known before, beside the buttons. */
  readonly footNote: string;
  /** What closing the dialog means while it is done; empty: nothing. */
  readonly startedNote: string;
  readonly confirm: string;
  readonly isDangerous?: boolean;
  /** What speaks against it as it stands, the first sentence. */
  readonly problem: string | undefined;
  /** By the plan; `undefined`: there is none yet. */
  readonly possible: boolean | undefined;
  /** The plan shown is of an earlier wish. */
  readonly isPlanning: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** Without them the plan has the dialog to itself. */
  readonly fields?: ReactNode;
  readonly plan: ReactNode;
  /** Once it has been started: what has happened, in place of fields and plan. */
  readonly progress: ReactNode | undefined;
  /** Buttons then, before *Close*. */
  readonly startedActions?: ReactNode;
}

export function PlanDialog(props: PlanDialogProps): ReactElement {
  const { scope, fields, plan, progress, onClose } = props;
  const look = useContextLook(scope.context);
  const [typed, setTyped] = useState('');
  const refusal = startRefusal({
    problem: props.problem,
    possible: props.possible,
    isPlanning: props.isPlanning,
    untyped: look.isProtected && typed !== scope.context ? scope.context : undefined,
  });
  const isStarted = progress !== undefined;
  const confirmation = look.isProtected ? (
    <TextField
      label={`This context is protected. Type ${scope.context} to go on.`}
      isMono
      value={typed}
      onChange={setTyped}
    />
  ) : undefined;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      contextColor={look.color}
      title={isStarted ? props.startedTitle : props.title}
      subtitle={
        <>
          <ContextChip name={scope.context} color={look.color} /> ▸ {scope.kubeNamespace} ▸ {props.subject}
        </>
      }
      footer={
        <>
          <span className="ui-dialog-footer-start debug-permanent">
            {isStarted ? props.startedNote : props.footNote}
          </span>
          {isStarted ? (
            <>
              {props.startedActions}
              <Button onPress={onClose}>Close</Button>
            </>
          ) : (
            <>
              <Button onPress={onClose}>Cancel</Button>
              <Button
                variant={props.isDangerous === true ? 'danger' : 'primary'}
                disabledReason={refusal}
                onPress={props.onConfirm}
              >
                {props.confirm}
              </Button>
            </>
          )}
        </>
      }
    >
      {isStarted ? (
        progress
      ) : fields === undefined ? (
        <>
          {plan}
          {confirmation}
        </>
      ) : (
        <div className="debug-dialog">
          <div className="debug-column">
            {fields}
            {confirmation}
          </div>
          <div className="debug-column debug-column-plan">{plan}</div>
        </div>
      )}
    </Dialog>
  );
}
