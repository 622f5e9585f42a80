import { useMemo, type ReactElement } from 'react';

import type { ThreadDump } from '../../../preload/contract/index.ts';
import { Table, type TableColumn } from '../../ui/index.ts';
import { wantedLocks, type LockWords } from './thread-groups.ts';

type LockRow = LockWords & { readonly key: string };

const WAITERS_SHOWN = 40;
const COLUMNS: readonly TableColumn<LockRow>[] = [
  {
    id: 'waiters',
    title: 'Wait',
    align: 'end',
    width: '64px',
    cell: ({ waiters }) => String(waiters.length),
    sortValue: ({ waiters }) => waiters.length,
  },
  {
    id: 'class',
    title: 'Lock',
    isMono: true,
    width: 'minmax(180px, 2fr)',
    cell: ({ className }) => className,
    sortValue: ({ className }) => className,
  },
  {
    id: 'owner',
    title: 'Held by',
    width: 'minmax(120px, 1fr)',
    cell: ({ owner }) => owner ?? 'nobody',
    sortValue: ({ owner }) => owner ?? '',
  },
  {
    id: 'names',
    title: 'Waiting',
    width: 'minmax(120px, 2fr)',
    cell: ({ waiters }) => waiters.slice(0, WAITERS_SHOWN).join(', '),
  },
];

/** Locks that threads wait for. */
export function LockList({ dump }: { readonly dump: ThreadDump }): ReactElement {
  const rows = useMemo(
    () => wantedLocks(dump).map((lock, index): LockRow => ({ ...lock, key: String(index) })),
    [dump],
  );
  return (
    <div className="jvm-fill">
      <Table
        label="Locks that are waited for"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ key }) => key}
        defaultSort={{ column: 'waiters', direction: 'descending' }}
        empty={<p className="jvm-hint">No thread waits for a lock.</p>}
      />
    </div>
  );
}
