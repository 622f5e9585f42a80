import { useMemo, useState, type ReactElement } from 'react';

import type { ThreadDump } from '../../../preload/contract/index.ts';
import { CopyButton, formatAge, InertText, SplitPane, Table, type TableColumn } from '../../ui/index.ts';
import { groupThreads, stackFrames, type ThreadFilter, type ThreadGroup } from './thread-groups.ts';

const COLUMNS: readonly TableColumn<ThreadGroup>[] = [
  {
    id: 'count',
    title: 'Threads',
    align: 'end',
    width: '92px',
    cell: ({ threads }) => String(threads.length),
    sortValue: ({ threads }) => threads.length,
  },
  { id: 'state', title: 'State', width: '140px', cell: ({ state }) => state, sortValue: ({ state }) => state },
  {
    id: 'title',
    title: 'Where',
    width: 'minmax(160px, 2fr)',
    isMono: true,
    cell: ({ title }) => title,
    sortValue: ({ title }) => title,
  },
  { id: 'names', title: 'Names', width: 'minmax(120px, 1fr)', cell: ({ threads }) => namesOf(threads) },
];

const NAMES_SHOWN = 40;
const THREADS_SHOWN = 200;

export function ThreadGroupList({
  dump,
  filter,
}: {
  readonly dump: ThreadDump;
  readonly filter: ThreadFilter;
}): ReactElement {
  const { text, state } = filter;
  const groups = useMemo(() => groupThreads(dump, { text, state }), [dump, text, state]);
  const [selected, setSelected] = useState<string>();
  const group = groups.find(({ key }) => key === selected) ?? groups[0];
  return (
    <div className="jvm-split">
      <SplitPane
        label="Resize stack"
        orientation="vertical"
        panes={[
          {
            id: 'groups',
            content: (
              <Table
                label="Threads by stack"
                columns={COLUMNS}
                rows={groups}
                rowKey={({ key }) => key}
                selectedKey={group?.key}
                onSelect={({ key }) => setSelected(key)}
                defaultSort={{ column: 'count', direction: 'descending' }}
                empty={<p className="jvm-hint">No thread matches.</p>}
              />
            ),
          },
          { id: 'stack', content: group === undefined ? <p /> : <GroupDetail dump={dump} group={group} /> },
        ]}
      />
    </div>
  );
}

function processorTime(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : formatAge(milliseconds);
}

function namesOf(threads: ThreadGroup['threads']): string {
  return threads
    .slice(0, NAMES_SHOWN)
    .map(({ name }) => name)
    .join(', ');
}

function GroupDetail({ dump, group }: { readonly dump: ThreadDump; readonly group: ThreadGroup }): ReactElement {
  const frames = stackFrames(dump, group.stack);
  const text = frames.map((frame) => `at ${frame}`).join('\n');
  return (
    <div className="jvm-stack">
      <header>
        <h3>
          {group.threads.length} × {group.state}
        </h3>
        <CopyButton text={text} label="Copy stack" />
      </header>
      {frames.length === 0 ? <p className="jvm-hint">It runs no Java.</p> : undefined}
      <ol tabIndex={0} aria-label="Stack">
        {frames.map((frame, index) => (
          <li key={`${index} ${frame}`}>
            <InertText text={frame} />
          </li>
        ))}
      </ol>
      <ul aria-label="Threads with this stack" className="jvm-names">
        {group.threads.slice(0, THREADS_SHOWN).map((thread, index) => {
          const lock = dump.locks[thread.waitsFor ?? -1];
          const owner = dump.threads[lock?.owner ?? -1];
          return (
            <li key={`${index} ${thread.name}`}>
              <b>
                <InertText text={thread.name} />
              </b>{' '}
              {thread.cpuMs === undefined ? '' : `${processorTime(thread.cpuMs)} of processor time`}
              {lock === undefined ? undefined : (
                <>
                  {' '}
                  waits for <InertText text={lock.className} />
                  {owner === undefined || owner === thread ? undefined : (
                    <>
                      , held by <InertText text={owner.name} />
                    </>
                  )}
                </>
              )}
              {thread.holds.length === 0
                ? ''
                : `, holds ${thread.holds.length} lock${thread.holds.length === 1 ? '' : 's'}`}
            </li>
          );
        })}
        {group.threads.length > THREADS_SHOWN ? <li>and {group.threads.length - THREADS_SHOWN} more</li> : undefined}
      </ul>
    </div>
  );
}
