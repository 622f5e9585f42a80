import { useMemo, type ReactElement } from 'react';

import type { ThreadDump } from '../../../preload/contract/index.ts';
import { Table, type TableColumn } from '../../ui/index.ts';
import { compareDumps, type ComparedThread, type ThreadChange } from './compare-dumps.ts';
import { shownState, stackFrames } from './thread-groups.ts';

const WORDS: Readonly<Record<ThreadChange, string>> = {
  same: 'stands still',
  moved: 'moved',
  new: 'new',
  gone: 'gone',
};

/** Which threads stand where they stood in the dump before. */
export function DumpComparison({
  before,
  after,
}: {
  readonly before: ThreadDump;
  readonly after: ThreadDump;
}): ReactElement {
  const rows = useMemo(() => compareDumps(before, after), [before, after]);
  const columns = useMemo(
    (): readonly TableColumn<ComparedThread>[] => [
      {
        id: 'name',
        title: 'Thread',
        width: 'minmax(140px, 1fr)',
        cell: ({ name }) => name,
        sortValue: ({ name }) => name,
      },
      {
        id: 'change',
        title: 'Since',
        width: '110px',
        cell: ({ change }) => WORDS[change],
        sortValue: ({ change }) => WORDS[change],
      },
      {
        id: 'state',
        title: 'State',
        width: '130px',
        cell: (row) => stateOf(row),
        sortValue: (row) => stateOf(row),
      },
      {
        id: 'cpu',
        title: 'Processor',
        align: 'end',
        width: '96px',
        hint: 'Processor time between the two dumps',
        cell: ({ cpuMs }) => (cpuMs === undefined ? '' : `${cpuMs.toFixed(1)} ms`),
        sortValue: ({ cpuMs }) => cpuMs ?? -1,
      },
      {
        id: 'where',
        title: 'Where now',
        isMono: true,
        width: 'minmax(180px, 2fr)',
        cell: ({ after: thread }) => (thread === undefined ? '' : (stackFrames(after, thread.stack)[0] ?? '')),
      },
    ],
    [after],
  );
  return (
    <div className="jvm-fill">
      <Table label="Threads compared with the dump before" columns={columns} rows={rows} rowKey={({ key }) => key} />
    </div>
  );
}

function stateOf({ before, after }: ComparedThread): string {
  const thread = after ?? before;
  return thread === undefined ? '' : shownState(thread);
}
