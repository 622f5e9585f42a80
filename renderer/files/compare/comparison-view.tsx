import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';

import type { ComparedEntry, ComparedSide, FileRef, PodRef } from '../../../preload/contract/index.ts';
import { Busy, EmptyState, Equal, Table } from '../../ui/index.ts';
import { joinPath } from '../file-words.ts';
import { directoryPath, type FilesPlace, type RootPlace } from '../files-place.ts';
import type { ProcessChoice } from '../process-choice.ts';
import { comparisonColumns } from './comparison-columns.tsx';
import { ComparisonHeader } from './comparison-header.tsx';
import { comparisonMenu } from './comparison-menu.ts';
import { ComparisonNotices } from './comparison-notices.tsx';
import { shownEntries, type ComparisonWish } from './comparison-rows.ts';
import { ComparisonTools } from './comparison-tools.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { useComparison } from './use-comparison.ts';
import './compare.css';

export interface ComparisonViewProps {
  readonly pod: PodRef;
  readonly here: RootPlace;
  readonly there: RootPlace;
  readonly choices: readonly ProcessChoice[];
  readonly onGo: (place: FilesPlace, replace: boolean) => void;
}

const NOTHING: readonly ComparedEntry[] = [];

/** Two places of a pod side by side: what is only here, only there, or differs. */
export function ComparisonView({ pod, here, there, choices, onGo }: ComparisonViewProps): ReactElement {
  const comparison = useComparison({ ...pod, ...here }, there);
  const { found, problem, isRunning } = comparison;
  const [wish, setWish] = useState<ComparisonWish>({ onlyDifferences: true, filter: '' });
  const [chosen, setChosen] = useState<string>();
  const entries = useDeferredValue(found?.entries ?? NOTHING);
  const columns = useMemo(() => comparisonColumns(here.path), [here.path]);
  const rows = useMemo(() => shownEntries(entries, wish), [entries, wish]);
  const selected = entries.find(({ path }) => path === chosen) ?? onlyFile(found?.entries, isRunning);

  const placeOf = (side: ComparedSide, path: string): RootPlace => {
    const root = side === 'here' ? here : there;
    return path === '' ? root : { ...root, path: joinPath(root.path, path) };
  };
  const fileOf = (side: ComparedSide, path: string): FileRef => ({ ...pod, ...placeOf(side, path) });
  const open = (entry: ComparedEntry, side: ComparedSide): void => {
    const place = placeOf(side, entry.path);
    const isDirectory = entry[side]?.type === 'directory';
    onGo({ ...place, path: isDirectory ? directoryPath(place.path) : place.path }, false);
  };
  const compare = ({ path }: ComparedEntry): void =>
    onGo({ ...placeOf('here', path), comparedWith: placeOf('there', path) }, false);
  const events = { onOpen: open, onCompare: compare };

  return (
    <div className="files compare">
      <ComparisonHeader
        here={here}
        there={there}
        choices={choices}
        onLeave={() => onGo({ ...here, path: found === undefined ? here.path : leftPath(here, found.entries) }, false)}
        onTurn={() => onGo({ ...there, comparedWith: here }, true)}
      />
      <div className="files-columns">
        <div className="files-main">
          <ComparisonTools comparison={comparison} wish={wish} onWish={setWish} />
          <ComparisonNotices comparison={comparison} />
          {found === undefined && problem === undefined ? (
            <Busy what="Looking at both places" onCancel={comparison.stop} />
          ) : undefined}
          {found === undefined ? undefined : (
            <div className="files-tree">
              <Table<ComparedEntry>
                label={`What differs between ${here.path} here and ${there.path} there`}
                columns={columns}
                rows={rows}
                rowKey={({ path }) => path}
                selectedKey={selected?.path}
                onSelect={({ path }) => setChosen(path)}
                onAction={(entry) => open(entry, entry.here === undefined ? 'there' : 'here')}
                rowMenu={(entry) => comparisonMenu(entry, events)}
                empty={
                  <NothingShown isPart={isRunning || entries !== found.entries} wish={wish} compared={entries.length} />
                }
              />
            </div>
          )}
        </div>
        {selected === undefined ? undefined : (
          <EntryPanel
            key={selected.path}
            entry={selected}
            here={fileOf('here', selected.path)}
            there={fileOf('there', selected.path)}
            {...events}
            onClose={() => setChosen(undefined)}
          />
        )}
      </div>
    </div>
  );
}

/** Two files that were compared by themselves are what the person wants to see. */
function onlyFile(entries: readonly ComparedEntry[] | undefined, isRunning: boolean): ComparedEntry | undefined {
  const [first, ...others] = entries ?? [];
  return isRunning || others.length > 0 || first?.here?.type === 'directory' ? undefined : first;
}

function leftPath({ path }: RootPlace, entries: readonly ComparedEntry[]): string {
  return entries.find((entry) => entry.path === '')?.here?.type === 'directory' ? directoryPath(path) : path;
}

function NothingShown(props: {
  /** More is on its way, or about to be drawn. */
  readonly isPart: boolean;
  readonly wish: ComparisonWish;
  readonly compared: number;
}): ReactElement {
  const { isPart, wish, compared } = props;
  if (isPart) return <>Nothing that differs yet.</>;
  if (wish.filter !== '') return <>No path matches the filter.</>;
  return (
    <EmptyState icon={Equal} title="Nothing differs">
      <p>
        {compared === 1 ? 'It is' : `All ${compared.toLocaleString('en')} entries are`} the same in both places: type,
        mode, owner, size, links and content.
      </p>
    </EmptyState>
  );
}
