import { useMemo, useState, type ReactElement } from 'react';

import { toAppError, type PodDetail, type PodRef } from '../../preload/contract/index.ts';
import { useDebug } from '../debug/index.ts';
import { defaultChoice, filesPlace, processChoices, useProbe } from '../files/index.ts';
import { formatPlace } from '../place/index.ts';
import {
  Bug,
  Busy,
  Button,
  ErrorNotice,
  IconButton,
  InertText,
  Notice,
  RefreshCw,
  RelativeTime,
  SegmentedControl,
} from '../ui/index.ts';
import { CellPanel } from './cell-panel.tsx';
import { mapLayout, type MapLayout } from './layout/map-layout.ts';
import type { CellPosition } from './layout/move-cell.ts';
import { NamespaceMap } from './namespace-map.tsx';
import { useWidth } from './use-width.ts';
import { suppose, type Scenario } from './what-if.ts';

const SCENARIO_OPTIONS = [
  { id: 'now', title: 'Now', description: 'As the kernel says it is' },
  { id: 'targeted', title: 'If targeted', description: 'With one more debug container that has a target' },
  { id: 'shared', title: 'If processes were shared', description: 'With shareProcessNamespace' },
  { id: 'copy', title: 'In a copy', description: 'In a copy of the pod with shared processes' },
] as const satisfies readonly { readonly id: Scenario; readonly title: string; readonly description: string }[];

/** Which Linux namespaces the pod's containers share, and how that is known. */
export function NamespacesTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const probe = useProbe(pod, detail);
  const debug = useDebug();
  const [scenario, setScenario] = useState<Scenario>('now');
  const [selected, setSelected] = useState<CellPosition>();
  const { data } = probe;
  const supposition = useMemo(
    () => (data === undefined || scenario === 'now' ? undefined : suppose(scenario, data.rows, detail)),
    [data, detail, scenario],
  );
  const rows = useMemo(() => supposition?.rows ?? data?.rows ?? [], [data, supposition]);
  const [main, room] = useWidth();
  const layout = useMemo(() => mapLayout(rows, room), [rows, room]);
  const current = existing(layout, selected);
  const cell = layout.cells[current.row]?.find(({ column }) => column === current.column);

  if (data === undefined) {
    return (
      <div className="namespaces-lone">
        {probe.error === null ? (
          <Busy what="Reading /proc of the pod’s containers" />
        ) : (
          <ErrorNotice
            title="The namespaces could not be read."
            fact={toAppError(probe.error).message}
            actions={[{ id: 'retry', title: 'Try again', onPress: () => void probe.refetch() }]}
          />
        )}
      </div>
    );
  }
  const view = data.views.find(({ processes }) => processes.length > 0);
  const open = defaultChoice(processChoices(data), detail);
  return (
    <div className="namespaces">
      <div className="namespaces-columns">
        <div className="namespaces-main">
          <div className="namespaces-bar">
            <SegmentedControl label="Which map" options={SCENARIO_OPTIONS} value={scenario} onChange={setScenario} />
            <span className="namespaces-read">
              {scenario === 'now' ? (
                <>
                  read from /proc <RelativeTime at={data.at} hasAgo />
                </>
              ) : (
                'supposed, not read'
              )}
            </span>
            <IconButton
              icon={RefreshCw}
              label="Read again"
              size="small"
              isBusy={probe.isFetching}
              onPress={() => void probe.refetch()}
            />
          </div>
          {probe.error === null ? undefined : (
            <ErrorNotice
              title="Reading again failed; this is what was read before."
              fact={toAppError(probe.error).message}
            />
          )}
          {view === undefined && scenario === 'now' ? (
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
          ) : undefined}
          <div ref={main} className="map-room">
            <NamespaceMap rows={rows} layout={layout} selected={current} onSelect={setSelected} />
          </div>
          <Legend />
          <ul className="namespaces-findings">
            {supposition === undefined ? (
              data.findings.map((finding) => (
                <li key={finding}>
                  <InertText text={finding} />
                </li>
              ))
            ) : (
              <li>{supposition.sentence}</li>
            )}
            {open === undefined || scenario !== 'now' ? undefined : (
              <li>
                mnt is never shared; the files are still reachable:{' '}
                <a href={formatPlace(filesPlace(pod, { container: open.container, pid: open.process.pid, path: '/' }))}>
                  open /proc/{open.process.pid}/root
                </a>
              </li>
            )}
          </ul>
        </div>
        {cell === undefined ? undefined : (
          <CellPanel pod={pod} detail={detail} rows={rows} cell={cell} isReal={scenario === 'now'} />
        )}
      </div>{' '}
    </div>
  );
}

/** The cell that was chosen, if the map still has it; else the first that the kernel vouches for. */
function existing({ cells }: MapLayout, chosen: CellPosition | undefined): CellPosition {
  const all = cells.flat();
  const found =
    all.find(({ row, column }) => row === chosen?.row && column === chosen.column) ??
    all.find(({ cell, sharedBy }) => cell.evidence === 'kernel' && sharedBy.length > 1) ??
    all[0];
  return { row: found?.row ?? 0, column: found?.column ?? 0 };
}

function Legend(): ReactElement {
  return (
    <div className="map-legend" aria-label="Legend">
      <span>
        <i className="map-cell" data-color="0" data-evidence="kernel" /> equal colour, equal namespace
      </span>
      <span>
        <i className="map-cell" data-color="alone" data-evidence="kernel" /> its own
      </span>
      <span>
        <i className="map-cell" data-color="0" data-evidence="inferred" /> ≈ inferred
      </span>
      <span>
        <i className="map-cell" data-color="alone" data-evidence="refused" /> refused
      </span>
    </div>
  );
}
