import type { ReactElement } from 'react';

import type { NamespaceRow, PodDetail, PodRef } from '../../preload/contract/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Button, CodeBlock, CopyButton, InertText, SquareTerminal } from '../ui/index.ts';
import { KIND_WORDS, proofCommand } from './kind-words.ts';
import { isNodes, type MapCell } from './layout/map-layout.ts';
import { panelTitle } from './panel-title.ts';
import { kubectlExec } from './kubectl-exec.ts';

export interface CellPanelProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly rows: readonly NamespaceRow[];
  readonly cell: MapCell;
  /** The map as it is, not as it would be. */
  readonly isReal: boolean;
}

const EVIDENCE = {
  kernel: 'The kernel’s own number.',
  inferred: 'Inferred from the pod’s spec: nothing could be asked.',
  refused: 'The kernel refuses to say: the debug container lacks the right to look into this process.',
  unseen: 'Nothing that runs here can see this process.',
} as const;

export function CellPanel({ pod, detail, rows, cell, isReal }: CellPanelProps): ReactElement {
  const terminals = useTerminals();
  const { kind } = cell.cell;
  const words = KIND_WORDS[kind];
  const isShared = cell.sharedBy.length > 1 || isNodes(cell.cell);
  const prover = detail.containers.find(
    (container) => container.kind === 'ephemeral' && container.state.state === 'running',
  );
  const proof = proofCommand(kind, detail);
  const noProver = prover === undefined ? 'No debug container runs in this pod.' : undefined;
  return (
    <aside className="map-panel" aria-label={`About ${kind}`} aria-live="polite">
      <h3>{panelTitle(cell, rows)}</h3>
      {cell.cell.evidence === 'refused' || cell.cell.evidence === 'unseen' ? undefined : (
        <p>{isShared ? words.shared : words.alone}</p>
      )}
      <p className="map-evidence" data-evidence={cell.cell.evidence}>
        {EVIDENCE[cell.cell.evidence]}
      </p>
      {cell.cell.because === '' ? undefined : cell.cell.because.includes('/proc') && cell.cell.evidence === 'kernel' ? (
        <>
          <CodeBlock label="How it is known" prompt="$" wraps text={cell.cell.because} />
          {cell.cell.inode === undefined ? undefined : (
            <code className="map-answer">
              {kind}:[{cell.cell.inode}]
            </code>
          )}
        </>
      ) : (
        <p>
          <InertText text={cell.cell.because} />
        </p>
      )}
      {proof === undefined || !isReal ? undefined : (
        <>
          <h3>See for yourself</h3>
          <CodeBlock label="Command" prompt="$" text={proof} wraps />
          <div className="map-panel-actions">
            <Button
              size="small"
              icon={SquareTerminal}
              disabledReason={noProver}
              onPress={() => {
                if (prover !== undefined) {
                  // The shell stays, so that its answer does too.
                  terminals.open({
                    kind: 'exec',
                    ...pod,
                    container: prover.name,
                    command: ['sh', '-c', `${proof}; exec sh`],
                  });
                }
              }}
            >
              Run it
            </Button>
            {prover === undefined ? undefined : (
              <CopyButton label="Copy as kubectl" text={kubectlExec(pod, prover.name, proof)} />
            )}
          </div>
        </>
      )}
    </aside>
  );
}
