import { useMemo, useState, type ReactElement } from 'react';

import type { RecordedThread } from '../../preload/contract/index.ts';
import { Button, ChevronDown, InertText, Popover, Search, Table, TextField, type TableColumn } from '../ui/index.ts';
import { formatCount } from './format-figures.ts';
import type { RecordingSelection } from './recording-selection.ts';

const COLUMNS: readonly TableColumn<RecordedThread>[] = [
  {
    id: 'name',
    title: 'Thread',
    width: 'minmax(0, 1fr)',
    cell: ({ name, thread }) => (
      <span className="ui-grid-text" title={name}>
        {name === '' ? `thread ${thread}` : <InertText text={name} />}
      </span>
    ),
    sortValue: ({ name }) => name,
  },
  { id: 'group', title: 'Group', width: '110px', cell: ({ group }) => group ?? '', sortValue: ({ group }) => group },
];

/** Which threads are counted: all, or some that one picks from a list. */
export function ThreadChoice({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { overview, view, change } = page;
  const [search, setSearch] = useState('');
  const chosen = view.threads ?? [];
  const rows = useMemo(
    () => overview.threads.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase())),
    [overview.threads, search],
  );
  const only = overview.threads.find(({ thread }) => thread === chosen[0]);
  const words =
    chosen.length === 0
      ? 'All threads'
      : chosen.length === 1
        ? `Thread ${only?.name ?? String(chosen[0])}`
        : `${chosen.length} threads`;
  return (
    <Popover
      title="Threads that are counted"
      isTitleHidden
      placement="bottom end"
      trigger={
        <Button size="small" icon={ChevronDown}>
          {words}
        </Button>
      }
    >
      <div className="thread-choice">
        <TextField
          label="Filter threads"
          isLabelHidden
          placeholder={`Filter ${formatCount(overview.threads.length)} threads`}
          icon={Search}
          type="search"
          value={search}
          onChange={setSearch}
          onEscape={() => setSearch('')}
        />
        <div className="thread-choice-list">
          <Table
            label="Threads"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ thread }) => String(thread)}
            selectedKey={chosen.length === 1 ? String(chosen[0]) : undefined}
            onSelect={({ thread }) => change({ threads: [thread] })}
          />
        </div>
        <div className="thread-choice-end">
          <Button
            size="small"
            disabledReason={
              search === '' || rows.length === 0 ? 'Filter first: then all that are left are selected.' : undefined
            }
            onPress={() => change({ threads: rows.map(({ thread }) => thread) })}
          >
            Select these {formatCount(rows.length)}
          </Button>
          <Button
            size="small"
            disabledReason={chosen.length === 0 ? 'All are selected.' : undefined}
            onPress={() => change({ threads: undefined })}
          >
            All threads
          </Button>
        </div>
      </div>
    </Popover>
  );
}
