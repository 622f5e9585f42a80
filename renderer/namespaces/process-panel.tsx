import { useState, type ReactElement } from 'react';

import type { PodDetail, PodRef } from '../../preload/contract/index.ts';
import { Button, FolderOpen, IconButton, InertText, SegmentedControl, SquareTerminal, X, Zap } from '../ui/index.ts';
import type { ProcessSamples } from './live/process-history.ts';
import { ProcessEnvironment } from './process-environment.tsx';
import { ProcessFacts } from './process-facts.tsx';
import { ProcessLimits } from './process-limits.tsx';
import { ProcessOpenFiles } from './process-open-files.tsx';
import type { ProcessNode } from './process-tree.ts';
import { useInspection } from './use-inspection.ts';
import { rootRefusal, useProcessActions } from './use-process-actions.tsx';

export interface ProcessPanelProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly node: ProcessNode;
  readonly samples: ProcessSamples | undefined;
  readonly onClose: () => void;
}

const PARTS = [
  { id: 'facts', title: 'Facts' },
  { id: 'files', title: 'Open files' },
  { id: 'environment', title: 'Environment' },
  { id: 'limits', title: 'Limits' },
] as const;

/** All that is known of one process, and what can be done to it. */
export function ProcessPanel({ pod, detail, node, samples, onClose }: ProcessPanelProps): ReactElement {
  const [part, setPart] = useState<(typeof PARTS)[number]['id']>('facts');
  const actions = useProcessActions(pod, detail);
  const inspection = useInspection(pod, node);
  const { process } = node;
  const shell = inspection.data?.shell;
  return (
    <aside className="map-panel process-panel" aria-label={`About process ${String(process.pid)}`}>
      <div className="process-panel-head">
        <h2>
          <InertText text={process.name} /> <small>{process.pid}</small>
        </h2>
        <IconButton icon={X} label="Close" size="small" onPress={onClose} />
      </div>
      <div className="map-panel-actions">
        <Button
          size="small"
          icon={FolderOpen}
          disabledReason={rootRefusal(node)}
          onPress={() => actions.openFiles(node)}
        >
          Files
        </Button>
        <Button
          size="small"
          icon={SquareTerminal}
          disabledReason={
            rootRefusal(node) ??
            (inspection.data !== undefined && shell === undefined ? 'Its image has no shell.' : undefined)
          }
          onPress={() => actions.openTerminal(node, shell ?? '/bin/sh')}
        >
          Shell in its root
        </Button>
        <Button size="small" icon={Zap} onPress={() => actions.askForSignal(node)}>
          Signal…
        </Button>
      </div>
      <SegmentedControl label="What of it" options={PARTS} value={part} onChange={setPart} />
      {part === 'facts' ? <ProcessFacts node={node} samples={samples} /> : undefined}
      {part === 'files' ? <ProcessOpenFiles inspection={inspection} /> : undefined}
      {part === 'environment' ? <ProcessEnvironment pod={pod} node={node} inspection={inspection} /> : undefined}
      {part === 'limits' ? <ProcessLimits inspection={inspection} /> : undefined}
      {actions.dialog}
    </aside>
  );
}
