import { useMemo, useState, type ReactElement } from 'react';

import type { WeightUnit } from '../../../preload/contract/index.ts';
import { Table, type MenuEntry, type TableColumn } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { formatAmount, formatShare, formatWeight } from '../format-figures.ts';
import { MethodName } from '../method-name.tsx';
import type { RecordingSelection } from '../recording-selection.ts';
import { ShareBar } from '../share-bar.tsx';
import { TabBar } from '../tab-bar.tsx';
import { useAnswer } from '../use-answer.ts';
import { compareMethods, methodKey, type ComparedMethods, type MethodRow } from './compare-methods.ts';
import { methodMenu } from './method-menu.ts';
import { NothingRecorded } from './nothing-recorded.tsx';
import { chosenSource, SourceChoice } from './source-choice.tsx';

const LIMIT = 2000;

/** Where time goes, method by method: on top of the stack, and anywhere on it. */
export function HotMethodsTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { scope, view, overview, change } = page;
  const source = chosenSource(overview.sources, view.of);
  const { of } = source ?? {};
  const methods = useAnswer<ComparedMethods>(
    ['hotMethods', scope, of, view.other],
    async (api, signal) => {
      if (of === undefined) throw new Error('There is no source.');
      const after = await api.recordings.hotMethods({ ...scope, of, limit: LIMIT }, { signal });
      if (view.other === undefined) return after;
      const before = await api.recordings.hotMethods({ recording: view.other, of, limit: LIMIT }, { signal });
      return compareMethods(before, after);
    },
    of !== undefined,
  );
  if (source === undefined) {
    return (
      <NothingRecorded
        title="No stack was recorded"
        what="Hot methods come from samples of the execution, of allocations, locks and other events with a stack."
        option="jdk.ExecutionSample#enabled=true"
        isPart={false}
      />
    );
  }
  return (
    <div className="recording-tab">
      <Answer query={methods} what="Counting methods">
        {(data) => (
          <MethodTable
            page={page}
            data={data}
            choice={
              <SourceChoice sources={overview.sources} value={source.of} onChange={(next) => change({ of: next })} />
            }
          />
        )}
      </Answer>
    </div>
  );
}

function MethodTable(props: {
  readonly page: RecordingSelection;
  readonly data: ComparedMethods;
  readonly choice: ReactElement;
}): ReactElement {
  const { page, data, choice } = props;
  const [selected, setSelected] = useState<string>();
  const { unit, total, otherTotal } = data;
  const search = page.view.search ?? '';
  const rows = useMemo(() => {
    const wanted = search.toLowerCase();
    return data.methods.filter(({ className, method }) => `${className}.${method}`.toLowerCase().includes(wanted));
  }, [data, search]);
  const columns = useMemo(() => methodColumns(unit, total, otherTotal), [unit, total, otherTotal]);
  const menu = (row: MethodRow): readonly MenuEntry[] => methodMenu(page, row.className, row.method);
  return (
    <>
      <TabBar
        fileName={`hot-methods-${page.overview.index.fileName}`}
        filter={{
          label: 'Filter methods',
          value: search,
          onChange: (value) => page.change({ search: value === '' ? undefined : value }),
          suffix: search === '' ? undefined : `${rows.length} of ${data.methods.length}`,
        }}
        table={() => ({
          columns: ['method', 'descriptor', 'self', 'total', 'selfShare'],
          rows: rows.map((row) => [
            `${row.className}.${row.method}`,
            row.descriptor,
            row.self,
            row.total,
            total === 0 ? 0 : row.self / total,
          ]),
        })}
        end={<span className="recording-count">{formatWeight(total, unit)}</span>}
      >
        {choice}
      </TabBar>
      <div className="recording-fill">
        <Table
          label="Hot methods"
          columns={columns}
          rows={rows}
          rowKey={methodKey}
          selectedKey={selected}
          onSelect={(row) => setSelected(methodKey(row))}
          onAction={({ className, method }) =>
            page.change({ search: `${className}.${method}`, isInverted: false }, 'flameGraph')
          }
          rowMenu={menu}
          defaultSort={{ column: otherTotal === undefined ? 'self' : 'change', direction: 'descending' }}
          empty={
            <NothingRecorded
              title={search === '' ? 'No stack here' : 'No method is called so'}
              what={search === '' ? 'Nothing was counted.' : 'Clear the filter to see all methods.'}
              isPart={page.view.range !== undefined || page.view.threads !== undefined}
            />
          }
        />
      </div>
    </>
  );
}

function methodColumns(
  unit: WeightUnit,
  total: number,
  otherTotal: number | undefined,
): readonly TableColumn<MethodRow>[] {
  const share = (weight: number): number => (total === 0 ? 0 : weight / total);
  const changeOf = (row: MethodRow): number =>
    otherTotal === undefined || otherTotal === 0 ? 0 : share(row.self) - (row.otherSelf ?? 0) / otherTotal;
  const weight = (id: 'self' | 'total', title: string, hint: string): TableColumn<MethodRow> => ({
    id,
    title,
    hint,
    width: '190px',
    align: 'end',
    startsDescending: true,
    cell: (row) => <ShareBar share={share(row[id])} text={formatAmount(row[id], unit)} />,
    sortValue: (row) => row[id],
  });
  return [
    {
      id: 'method',
      title: 'Method',
      width: 'minmax(260px, 1fr)',
      cell: ({ className, method }) => <MethodName className={className} method={method} />,
      sortValue: ({ className, method }) => `${className}.${method}`,
    },
    weight('self', 'Self', 'On top of the stack'),
    weight('total', 'Total', 'Anywhere on the stack, counted once for each'),
    ...(otherTotal === undefined
      ? []
      : [
          {
            id: 'change',
            title: 'Change',
            hint: 'Its share here less its share in the other recording',
            width: '110px',
            align: 'end' as const,
            startsDescending: true,
            cell: (row: MethodRow) => {
              const change = changeOf(row);
              return (
                <span className="recording-change" data-change={change > 0 ? 'more' : change < 0 ? 'less' : 'none'}>
                  {change > 0 ? '+' : ''}
                  {formatShare(change)}
                </span>
              );
            },
            sortValue: changeOf,
          },
        ]),
  ];
}
