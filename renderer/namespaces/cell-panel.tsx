import type { ReactElement } from 'react';

import type { NamespaceRow, PodDetail, PodRef } from '../../preload/contract/index.ts';
import { useDebug } from '../debug/index.ts';
import { Bug, Button, CodeBlock, InertText } from '../ui/index.ts';
import { KIND_WORDS } from './kind-words.ts';
import { isNodes, type MapCell } from './layout/map-layout.ts';
import { panelTitle } from './panel-title.ts';
import { Proof } from './proof.tsx';
import { rowName } from './row-name.ts';

export interface CellPanelProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly rows: readonly NamespaceRow[];
  readonly cell: MapCell;
  /** The map as it is, not as it would be. */
  readonly isReal: boolean;
  /** Would be otherwise than now. */
  readonly isChanged: boolean;
}

/** What is chosen in the map: its number, how it is known, what it means and how to see it with one's own eyes. */
export function CellPanel({ pod, detail, rows, cell, isReal, isChanged }: CellPanelProps): ReactElement {
  const { kind, evidence, because, inode } = cell.cell;
  const words = KIND_WORDS[kind];
  const row = rows[cell.row];
  const isShared = cell.sharedBy.length > 1 || isNodes(cell.cell);
  const isKnown = evidence === 'kernel' || evidence === 'inferred';
  return (
    <aside className="map-panel" aria-label={`About ${kind}`}>
      <h2>{panelTitle(cell, rows)}</h2>
      {isChanged ? <p className="map-would">Not so now.</p> : undefined}
      {isKnown ? <p>{isShared ? words.shared : words.alone}</p> : undefined}
      {evidence === 'refused' ? <Refused pod={pod} /> : undefined}
      {evidence === 'kernel' && because.includes('/proc') ? (
        <div className="map-evidence">
          <CodeBlock label="How it is known" prompt="$" wraps text={because} />
          {inode === undefined ? undefined : (
            <code className="map-answer">
              {kind}:[{inode}]
            </code>
          )}
          <small>the kernel’s own number</small>
        </div>
      ) : (
        <div className="map-evidence">
          <p>
            <InertText text={because} />
          </p>
          <small>
            {evidence === 'inferred'
              ? 'inferred, not read'
              : evidence === 'unseen'
                ? 'nothing that runs here can see it'
                : undefined}
          </small>
        </div>
      )}
      {row === undefined || !isReal ? undefined : (
        <Proof key={`${rowName(row)} ${kind}`} pod={pod} detail={detail} rows={rows} row={row} kind={kind} />
      )}
    </aside>
  );
}

function Refused({ pod }: { readonly pod: PodRef }): ReactElement {
  const debug = useDebug();
  return (
    <>
      <p>
        Refused by the kernel: what asked has neither the process’s user and group nor the capability SYS_PTRACE. A
        debug container with the profile <code>general</code> or <code>sysadmin</code>, or as the same user, is told.
      </p>
      <div className="map-panel-actions">
        <Button size="small" icon={Bug} onPress={() => debug.open({ pod })}>
          Debug…
        </Button>
      </div>
    </>
  );
}
