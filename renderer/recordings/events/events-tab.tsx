import { useMemo, useState, type ReactElement } from 'react';

import type { EventTypeFacts } from '../../../preload/contract/index.ts';
import { Search, SplitPane, Table, TextField, type TableColumn } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { formatCount } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { useAnswer } from '../use-answer.ts';
import { EventTable } from './event-table.tsx';
import './events.css';

/** Every event of every type, whatever wrote it. */
export function EventsTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const types = useAnswer(['eventTypes', page.recording], (api, signal) =>
    api.recordings.eventTypes({ recording: page.recording }, { signal }),
  );
  return (
    <div className="recording-tab">
      <Answer query={types} what="Reading event types">
        {(data) => <Types page={page} types={data} />}
      </Answer>
    </div>
  );
}

const COLUMNS: readonly TableColumn<EventTypeFacts>[] = [
  {
    id: 'name',
    title: 'Event type',
    width: 'minmax(140px, 1fr)',
    cell: ({ name, label, description }) => (
      <span className="ui-grid-text" title={[name, description].filter(Boolean).join('\n')}>
        {label}
      </span>
    ),
    sortValue: ({ label }) => label,
  },
  {
    id: 'count',
    title: 'Events',
    width: '92px',
    align: 'end',
    startsDescending: true,
    cell: ({ count }) => formatCount(count),
    sortValue: ({ count }) => count,
  },
];

function Types({
  page,
  types,
}: {
  readonly page: RecordingSelection;
  readonly types: readonly EventTypeFacts[];
}): ReactElement {
  const [search, setSearch] = useState('');
  const present = useMemo(() => types.filter(({ count }) => count > 0), [types]);
  const rows = useMemo(() => {
    const wanted = search.toLowerCase();
    return present.filter(({ name, label, categories }) =>
      [name, label, ...categories].some((text) => text.toLowerCase().includes(wanted)),
    );
  }, [present, search]);
  const [largest] = useMemo(() => present.toSorted((left, right) => right.count - left.count), [present]);
  const selected = types.find(({ name }) => name === page.view.eventType) ?? largest;
  return (
    <SplitPane
      label="Resize the list of event types"
      panes={[
        {
          id: 'types',
          size: 280,
          minimum: 180,
          keepsSize: true,
          content: (
            <div className="event-types">
              <div className="event-types-filter">
                <TextField
                  label="Filter event types"
                  isLabelHidden
                  placeholder={`Filter ${present.length} event types`}
                  icon={Search}
                  type="search"
                  value={search}
                  onChange={setSearch}
                  onEscape={() => setSearch('')}
                />
              </div>
              <Table
                label="Event types"
                columns={COLUMNS}
                rows={rows}
                rowKey={({ name }) => name}
                selectedKey={selected?.name}
                onSelect={({ name }) => page.change({ eventType: name })}
                defaultSort={{ column: 'count', direction: 'descending' }}
              />
            </div>
          ),
        },
        {
          id: 'events',
          minimum: 320,
          content:
            selected === undefined ? (
              <p className="recording-message">No event was recorded.</p>
            ) : (
              <EventTable key={selected.name} page={page} type={selected} />
            ),
        },
      ]}
    />
  );
}
