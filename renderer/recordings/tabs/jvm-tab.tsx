import { useState, type ReactElement } from 'react';

import type { RuntimeFacts } from '../../../preload/contract/index.ts';
import { SegmentedControl } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { Figures } from '../figures.tsx';
import { formatCount, formatShare, formatSpan } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { TabBar } from '../tab-bar.tsx';
import type { TextTable } from '../table-text.ts';
import { useAnswer } from '../use-answer.ts';
import { CodeCacheTable, CompilationTable, DeoptimizationTable } from './jvm-tables.tsx';
import { NothingRecorded } from './nothing-recorded.tsx';
import { SpanGroups, spanGroupsText } from './span-groups.tsx';

type Shown = 'operations' | 'compilations' | 'deoptimizations' | 'codeCache';

/** The JVM at work for itself: safepoints and other operations, compilation, class loading, its code cache. */
export function JvmTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { scope } = page;
  const facts = useAnswer(['runtime', scope], (api, signal) => api.recordings.runtime(scope, { signal }));
  return (
    <div className="recording-tab">
      <Answer query={facts} what="Reading what the JVM did for itself">
        {(data) =>
          isEmpty(data) ? (
            <NothingRecorded
              title="The JVM said nothing of its own work"
              what="Both templates record operations and compilations that take long; lower thresholds show shorter ones."
              option="jdk.ExecuteVMOperation#threshold=0ms jdk.Compilation#threshold=10ms"
              isPart={page.view.range !== undefined}
            />
          ) : (
            <Facts page={page} data={data} />
          )
        }
      </Answer>
    </div>
  );
}

function isEmpty({ operations, compilation, deoptimizations, classLoading, codeCache }: RuntimeFacts): boolean {
  const entries = operations.length + compilation.count + deoptimizations.length + codeCache.length;
  return entries === 0 && classLoading.loads === 0 && classLoading.loaded === undefined;
}

function Facts({ page, data }: { readonly page: RecordingSelection; readonly data: RuntimeFacts }): ReactElement {
  const [shown, setShown] = useState<Shown>('operations');
  const { safepoints, compilation, classLoading } = data;
  return (
    <>
      <TabBar fileName={`jvm-${shown}-${page.overview.index.fileName}`} table={() => textOf(shown, data)}>
        <SegmentedControl
          label="Shown"
          value={shown}
          onChange={setShown}
          options={[
            { id: 'operations', title: 'VM operations' },
            { id: 'compilations', title: 'Compilations' },
            { id: 'deoptimizations', title: 'Deoptimizations' },
            { id: 'codeCache', title: 'Code cache' },
          ]}
        />
      </TabBar>
      <Figures
        items={[
          { label: 'Safepoints', value: formatCount(safepoints.count) },
          {
            label: 'Stopped in them',
            value: formatSpan(safepoints.totalMs),
            note: `${formatShare(safepoints.share)} of the time`,
          },
          { label: 'Longest', value: formatSpan(safepoints.longestMs) },
          {
            label: 'Compilations',
            value: formatCount(compilation.count),
            note: [
              formatSpan(compilation.totalMs),
              ...(compilation.failed === 0 ? [] : [`${formatCount(compilation.failed)} failed`]),
            ].join(', '),
          },
          ...classFigures(classLoading),
        ]}
      />
      <div className="recording-fill">
        <ShownTable page={page} shown={shown} data={data} />
      </div>
    </>
  );
}

/** The count is of the whole JVM, the events are those that took long. */
function classFigures({
  loaded,
  unloaded = 0,
  loads,
}: RuntimeFacts['classLoading']): { label: string; value: string }[] {
  if (loaded === undefined) return loads === 0 ? [] : [{ label: 'Class loads', value: formatCount(loads) }];
  return [
    { label: 'Classes loaded', value: formatCount(loaded) },
    { label: 'Unloaded', value: formatCount(unloaded) },
  ];
}

function ShownTable(props: {
  readonly page: RecordingSelection;
  readonly shown: Shown;
  readonly data: RuntimeFacts;
}): ReactElement {
  const { page, shown, data } = props;
  switch (shown) {
    case 'operations':
      return <SpanGroups label="VM operations" rows={data.operations} />;
    case 'compilations':
      return <CompilationTable page={page} rows={data.compilation.longest} />;
    case 'deoptimizations':
      return <DeoptimizationTable rows={data.deoptimizations} />;
    case 'codeCache':
      return <CodeCacheTable rows={data.codeCache} />;
  }
}

function textOf(shown: Shown, { operations, compilation, deoptimizations, codeCache }: RuntimeFacts): TextTable {
  switch (shown) {
    case 'operations':
      return spanGroupsText(operations);
    case 'compilations':
      return {
        columns: ['method', 'atMs', 'durationMs'],
        rows: compilation.longest.map(({ method, at, durationMs }) => [method, at, durationMs]),
      };
    case 'deoptimizations':
      return { columns: ['reason', 'count'], rows: deoptimizations.map(({ label, count }) => [label, count]) };
    case 'codeCache':
      return {
        columns: ['segment', 'usedBytes', 'reservedBytes'],
        rows: codeCache.map(({ label, usedBytes, reservedBytes }) => [label, usedBytes, reservedBytes]),
      };
  }
}
