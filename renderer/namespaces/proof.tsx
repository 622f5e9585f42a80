import { useState, type ReactElement } from 'react';

import {
  toAppError,
  type NamespaceKind,
  type NamespaceRow,
  type PodDetail,
  type PodRef,
  type ProofAnswer,
} from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Button, CopyButton, ErrorNotice, IconButton, InertText, Play, SquareTerminal } from '../ui/index.ts';
import { kubectlExec, shellLine } from './kubectl-exec.ts';
import { proofOf, type ProofCommand } from './proof.ts';

export interface ProofProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly rows: readonly NamespaceRow[];
  readonly row: NamespaceRow;
  readonly kind: NamespaceKind;
}

type Outcome =
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'answered'; readonly answer: ProofAnswer }
  | { readonly state: 'failed'; readonly message: string };

/** A command that shows what the cell says, run here, with what it answered. */
export function Proof({ pod, detail, rows, row, kind }: ProofProps): ReactElement {
  const api = useApi();
  const terminals = useTerminals();
  const [outcome, setOutcome] = useState<Outcome>({ state: 'none' });
  const proof = proofOf({ kind, row, rows, detail });
  if (proof === undefined) {
    return (
      <>
        <h3>Prove it</h3>
        <p>No debug container runs in this pod: there is nothing to run a proof in.</p>
      </>
    );
  }
  const run = async ({ container, command }: ProofCommand): Promise<void> => {
    setOutcome({ state: 'running' });
    try {
      setOutcome({
        state: 'answered',
        answer: await api.namespaces.prove({ ...pod, container, command: [...command] }),
      });
    } catch (error) {
      setOutcome({ state: 'failed', message: toAppError(error).message });
    }
  };
  const { container, command, shows } = proof;
  return (
    <>
      <h3>Prove it</h3>
      <div className="proof">
        <pre tabIndex={0} aria-label="Proof">
          <span className="proof-prompt">$ </span>
          {shellLine(command)}
          {outcome.state === 'answered' ? (
            <>
              {'\n'}
              <span className="proof-output" data-failed={outcome.answer.exitCode === 0 ? undefined : ''}>
                <InertText text={outcome.answer.output.trimEnd()} />
              </span>
              {outcome.answer.isCut ? ' …' : ''}
            </>
          ) : undefined}
        </pre>
        <p className="proof-foot" role="status">
          {outcome.state === 'answered' ? (
            <>
              {outcome.answer.exitCode === 0 ? undefined : `exit code ${String(outcome.answer.exitCode)}, `}
              <span className="proof-time">{(outcome.answer.milliseconds / 1000).toFixed(2)} s</span> in {container}
            </>
          ) : (
            <>
              in {container}: {shows}
            </>
          )}
        </p>
      </div>
      {outcome.state === 'failed' ? <ErrorNotice title="It could not be run." fact={outcome.message} /> : undefined}
      <div className="map-panel-actions">
        <Button size="small" icon={Play} isBusy={outcome.state === 'running'} onPress={() => void run(proof)}>
          {outcome.state === 'none' ? 'Run' : 'Run again'}
        </Button>
        <CopyButton label="Copy as kubectl" text={kubectlExec(pod, container, command)} />
        <IconButton
          icon={SquareTerminal}
          label="Run in a terminal"
          size="small"
          onPress={() =>
            // The shell stays, so that its answer does too.
            terminals.open({ kind: 'exec', ...pod, container, command: ['sh', '-c', `${shellLine(command)}; exec sh`] })
          }
        />
      </div>
    </>
  );
}
