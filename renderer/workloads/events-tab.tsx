import { useState, type ReactElement } from 'react';

import type { PodEvent } from '../../preload/contract/index.ts';
import type { StreamState } from '../bridge/index.ts';
import { Problem, streamProblem } from '../problems/index.ts';
import {
  Busy,
  EmptyState,
  InertText,
  RelativeTime,
  ScrollText,
  StateDot,
  Table,
  type TableColumn,
} from '../ui/index.ts';

/** `stream` is opened by the page, which shows their number too. */
export function EventsTab({ stream }: { readonly stream: StreamState<readonly PodEvent[]> }): ReactElement {
  const { value: events } = stream;
  const error = streamProblem(stream.error);
  const [selected, setSelected] = useState<string>();
  if (error !== undefined) {
    return (
      <div className="pod-tab-message">
        <Problem error={error} onRetry={() => stream.restart()} />
      </div>
    );
  }
  if (events === undefined) {
    return (
      <div className="pod-tab-message">
        <Busy what="Reading the pod’s events" />
      </div>
    );
  }
  const shown = events.find(({ uid }) => uid === selected);
  return (
    <div className="events-tab">
      <Table
        label="Events"
        columns={COLUMNS}
        rows={events}
        rowKey={({ uid }) => uid}
        selectedKey={selected}
        onSelect={({ uid }) => setSelected(uid)}
        defaultSort={{ column: 'seen', direction: 'descending' }}
        empty={
          <EmptyState icon={ScrollText} title="No events">
            What the scheduler and the kubelet do for this pod would be here. The cluster forgets events after about an
            hour.
          </EmptyState>
        }
      />
      {shown === undefined ? undefined : (
        <div className="events-tab-detail">
          <InertText text={shown.message} />
        </div>
      )}
    </div>
  );
}

const COLUMNS: readonly TableColumn<PodEvent>[] = [
  {
    id: 'reason',
    title: 'Reason',
    width: 'minmax(140px, 200px)',
    sortValue: ({ reason }) => reason,
    cell: ({ type, reason }) => (
      <span className="event-type">
        <StateDot state={type === 'Normal' ? 'unknown' : 'waiting'} label={type} size={12} />
        <InertText text={reason} />
      </span>
    ),
  },
  { id: 'message', title: 'Message', width: 'minmax(160px, 1fr)', cell: ({ message }) => message },
  {
    id: 'container',
    title: 'Container',
    width: 'minmax(80px, 140px)',
    sortValue: ({ container }) => container,
    cell: ({ container }) => container ?? '',
  },
  {
    id: 'source',
    title: 'From',
    width: 'minmax(80px, 160px)',
    sortValue: ({ source }) => source,
    cell: ({ source }) => source,
  },
  {
    id: 'count',
    title: 'Times',
    width: '64px',
    align: 'end',
    sortValue: ({ count }) => count,
    cell: ({ count }) => count,
  },
  {
    id: 'seen',
    title: 'Last seen',
    width: '96px',
    align: 'end',
    sortValue: ({ lastSeen }) => Date.parse(lastSeen),
    cell: ({ lastSeen }) => <RelativeTime at={lastSeen} hasAgo />,
  },
];
