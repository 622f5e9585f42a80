import { useMemo, useState, type ReactElement } from 'react';

import type { PodDetail, PodNamespaces, PodRef } from '../../preload/contract/index.ts';
import { useDebug } from '../debug/index.ts';
import { defaultChoice, filesPlace, processChoices } from '../files/index.ts';
import { formatPlace } from '../place/index.ts';
import { Bug, Busy, Button, ErrorNotice, InertText, Notice } from '../ui/index.ts';
import { CellPanel } from './cell-panel.tsx';
import { ExportMenu } from './export/export-menu.tsx';
import { mapDrawing } from './export/map-drawing.ts';
import { mapMarkdown } from './export/markdown.ts';
import { mapLayout, type MapCell, type MapLayout } from './layout/map-layout.ts';
import type { CellPosition } from './layout/move-cell.ts';
import { orderRows } from './layout/order-rows.ts';
import { useLiveNamespaces } from './live/use-live-namespaces.ts';
import { MapLegend } from './map-legend.tsx';
import { NamespaceMap } from './namespace-map.tsx';
import { Reading } from './reading.tsx';
import { useWidth } from './use-width.ts';
import { WhatIfBar, wishOf, type WhatIf } from './what-if-bar.tsx';
import { cellKey, suppose, type Supposition } from './what-if.ts';
import './namespaces.css';

/** Which Linux namespaces the pod's containers share, and how that is known. */
export function NamespacesTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const { value: live, error, restart } = useLiveNamespaces(pod, detail);
  const [whatIf, setWhatIf] = useState<WhatIf>({
    scenario: 'now',
    target: detail.defaultContainer,
    sharesProcesses: true,
  });
  const [selected, setSelected] = useState<CellPosition>();
  const data = live?.namespaces;
  const supposition = useMemo(() => {
    const wish = wishOf(whatIf);
    return data === undefined || wish === undefined ? undefined : suppose(wish, data.rows);
  }, [data, whatIf]);
  const rows = useMemo(() => orderRows(supposition?.rows ?? data?.rows ?? []), [data, supposition]);
  const [main, room] = useWidth();
  const layout = useMemo(() => mapLayout(rows, room), [rows, room]);
  const current = existing(layout, selected, ({ row, cell }) =>
    supposition?.changed.has(cellKey(rows[row]?.container ?? '', cell.kind)),
  );
  const cell = layout.cells[current.row]?.find(({ column }) => column === current.column);

  if (data === undefined) {
    return (
      <div className="namespaces-lone">
        {error === undefined ? (
          <Busy what="Reading /proc of the pod’s containers" />
        ) : (
          <ErrorNotice
            title="The namespaces could not be read."
            fact={error.message}
            actions={[{ id: 'retry', title: 'Try again', onPress: restart }]}
          />
        )}
      </div>
    );
  }
  const currentRow = rows[current.row];
  return (
    <div className="namespaces">
      <div className="namespaces-columns">
        <div className="namespaces-main">
          <div className="namespaces-bar">
            <WhatIfBar
              detail={detail}
              value={whatIf}
              onChange={(next) => {
                setWhatIf(next);
                // What would be different is what one asks for.
                setSelected(undefined);
              }}
            />
            <span className="namespaces-read">
              {supposition === undefined ? <Reading namespaces={data} /> : 'supposed, not read'}
            </span>
            <ExportMenu
              name={`${pod.pod}-namespaces`}
              title="Export the map"
              markdown={() => mapMarkdown({ pod, rows, at: data.at, findings: sentences(data, supposition) })}
              drawing={() =>
                mapDrawing({ rows, at: data.at, pod, added: supposition?.added, changed: supposition?.changed })
              }
            />
          </div>
          {error === undefined ? undefined : (
            <ErrorNotice
              title="Reading has stopped; this is what was read before."
              fact={error.message}
              actions={[{ id: 'retry', title: 'Read again', onPress: restart }]}
            />
          )}
          <NothingSees pod={pod} namespaces={data} isReal={supposition === undefined} />
          <div ref={main} className="map-room" data-supposed={supposition === undefined ? undefined : ''}>
            <NamespaceMap
              rows={rows}
              layout={layout}
              selected={current}
              onSelect={setSelected}
              {...(supposition === undefined ? {} : { added: supposition.added, changed: supposition.changed })}
            />
          </div>
          <MapLegend layout={layout} isSupposed={supposition !== undefined} />
          <Findings pod={pod} detail={detail} namespaces={data} supposition={supposition} />
        </div>
        {cell === undefined ? undefined : (
          <CellPanel
            pod={pod}
            detail={detail}
            rows={rows}
            cell={cell}
            isReal={supposition === undefined}
            isChanged={
              currentRow !== undefined &&
              supposition?.changed.has(cellKey(currentRow.container, cell.cell.kind)) === true
            }
          />
        )}
      </div>{' '}
    </div>
  );
}

function sentences(data: PodNamespaces, supposition: Supposition | undefined): readonly string[] {
  return supposition === undefined ? data.findings : [supposition.sentence];
}

function NothingSees(props: {
  readonly pod: PodRef;
  readonly namespaces: PodNamespaces;
  readonly isReal: boolean;
}): ReactElement | undefined {
  const debug = useDebug();
  const { pod, namespaces, isReal } = props;
  if (!isReal || namespaces.views.some(({ processes }) => processes.length > 0)) return undefined;
  return (
    <Notice
      title="Nothing here can look into /proc."
      actions={
        <Button size="small" icon={Bug} onPress={() => debug.open({ pod })}>
          Debug…
        </Button>
      }
    >
      The map is what the pod&apos;s spec says. With a debug container the kernel is asked for its own numbers.
    </Notice>
  );
}

function Findings(props: {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly namespaces: PodNamespaces;
  readonly supposition: Supposition | undefined;
}): ReactElement {
  const { pod, detail, namespaces, supposition } = props;
  const open = defaultChoice(processChoices(namespaces), detail);
  return (
    <ul className="namespaces-findings">
      {sentences(namespaces, supposition).map((finding) => (
        <li key={finding}>
          <InertText text={finding} />
        </li>
      ))}
      {open === undefined || supposition !== undefined ? undefined : (
        <li>
          mnt is never shared; the files are still reachable:{' '}
          <a href={formatPlace(filesPlace(pod, { container: open.container, pid: open.process.pid, path: '/' }))}>
            open /proc/{open.process.pid}/root
          </a>
        </li>
      )}
    </ul>
  );
}

/** The cell that was chosen, if the map still has it; else the first that is not so now, or that the kernel vouches for. */
function existing(
  { cells }: MapLayout,
  chosen: CellPosition | undefined,
  isChanged: (cell: MapCell) => boolean | undefined,
): CellPosition {
  const all = cells.flat();
  const found =
    all.find(({ row, column }) => row === chosen?.row && column === chosen.column) ??
    all.find(isChanged) ??
    all.find(({ cell, sharedBy }) => cell.evidence === 'kernel' && sharedBy.length > 1) ??
    all[0];
  return { row: found?.row ?? 0, column: found?.column ?? 0 };
}
