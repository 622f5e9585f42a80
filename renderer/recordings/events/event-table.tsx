import { useMemo, useState, type ReactElement } from 'react';

import { toAppError, type EventColumn, type EventTypeFacts } from '../../../preload/contract/index.ts';
import { Problem } from '../../problems/index.ts';
import { Busy, InertText, Notice, SegmentedControl, Table, type Sort, type TableColumn } from '../../ui/index.ts';
import { formatCount } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { TabBar } from '../tab-bar.tsx';
import { NothingRecorded } from '../tabs/nothing-recorded.tsx';
import type { EventFilter } from './event-filter.ts';
import { cellText, isAmount } from './cell-text.ts';
import { EventDetails } from './event-details.tsx';
import { EventFilters } from './event-filters.tsx';
import { Histogram } from './histogram.tsx';
import { useEventPages, type EventPages } from './use-event-pages.ts';

/** A grid of more rows needs more pixels than a browser scrolls. */
const MOST_ROWS = 500_000;

export interface EventTableProps {
  readonly page: RecordingSelection;
  readonly type: EventTypeFacts;
}

export function EventTable({ page, type }: EventTableProps): ReactElement {
  const [filters, setFilters] = useState<readonly EventFilter[]>([]);
  const [sort, setSort] = useState<Sort>();
  const [event, setEvent] = useState<number>();
  const [shown, setShown] = useState<'table' | 'histogram'>('table');
  const question = { scope: page.scope, type: type.name, filters };
  const pages = useEventPages({ ...question, sort });
  const { first } = pages;
  const columns = useMemo(() => (first === undefined ? [] : eventColumns(first.columns, pages)), [first, pages]);
  const count = Math.min(first?.matched ?? 0, MOST_ROWS);
  const rows = useMemo(() => Array.from({ length: count }, (_, index) => index), [count]);
  return (
    <div className="event-table">
      <TabBar
        fileName={`${type.name}-${page.overview.index.fileName}`}
        table={first === undefined ? undefined : () => textOf(first.columns, count, pages)}
        end={
          <span className="recording-count" aria-live="polite">
            {first === undefined ? '' : `${formatCount(first.matched)} of ${formatCount(type.count)}`}
          </span>
        }
      >
        <SegmentedControl
          label="Shown as"
          value={shown}
          onChange={setShown}
          options={[
            { id: 'table', title: 'Events' },
            { id: 'histogram', title: 'Histogram' },
          ]}
        />
        <EventFilters columns={type.columns} filters={filters} onChange={setFilters} />
      </TabBar>
      {first?.truncated === true ? (
        <Notice state="waiting">
          There are more events than are looked at: a filter or a shorter time shows all of a part.
        </Notice>
      ) : undefined}
      {pages.error !== null ? (
        <div className="recording-message">
          <Problem error={toAppError(pages.error)} />
        </div>
      ) : first === undefined ? (
        <div className="recording-message">
          <Busy what={`Reading ${type.label}`} />
        </div>
      ) : shown === 'histogram' ? (
        <Histogram question={question} columns={type.columns} />
      ) : (
        <div className="event-table-split">
          <Table
            label={type.label}
            columns={columns}
            rows={rows}
            rowKey={String}
            order={{ sort, onSort: setSort }}
            onVisible={pages.onVisible}
            selectedKey={
              event === undefined ? undefined : String(rows.find((row) => pages.rowAt(row)?.event === event))
            }
            onSelect={(row) => setEvent(pages.rowAt(row)?.event)}
            empty={
              <NothingRecorded
                title={`No ${type.label} here`}
                what="The filters let nothing through."
                isPart={page.view.range !== undefined || page.view.threads !== undefined}
              />
            }
          />
          {event === undefined ? undefined : (
            <EventDetails page={page} type={type.name} event={event} onClose={() => setEvent(undefined)} />
          )}
        </div>
      )}
    </div>
  );
}

const WIDTHS: Partial<Record<EventColumn['kind'], string>> = {
  time: '104px',
  milliseconds: '96px',
  bytes: '96px',
  boolean: '84px',
  share: '88px',
  number: '110px',
};

function eventColumns(columns: readonly EventColumn[], pages: EventPages): readonly TableColumn<number>[] {
  return columns.map(({ name, label, description, kind }, at) => ({
    id: name,
    title: label,
    hint: [name, description].filter(Boolean).join('\n'),
    width: WIDTHS[kind] ?? 'minmax(140px, 1fr)',
    align: isAmount(kind) ? 'end' : 'start',
    startsDescending: isAmount(kind) && kind !== 'time',
    cell: (row) => {
      const found = pages.rowAt(row);
      if (found === undefined) return <span className="recording-pending">…</span>;
      const text = cellText(found.cells[at] ?? null, kind);
      return (
        <span className="ui-grid-text" title={text}>
          <InertText text={text} />
        </span>
      );
    },
    // Its presence says that it can be sorted; the engine does it.
    sortValue: () => undefined,
  }));
}

function textOf(
  columns: readonly EventColumn[],
  count: number,
  pages: EventPages,
): { columns: string[]; rows: (readonly (string | number | boolean | null)[])[] } {
  const rows = Array.from({ length: count }, (_, index) => pages.rowAt(index)?.cells).filter(
    (cells) => cells !== undefined,
  );
  return { columns: columns.map(({ name }) => name), rows };
}
