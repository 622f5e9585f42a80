import type { ReactElement } from 'react';

import type { RecordingSelection } from '../recording-selection.ts';
import { WeightsTab } from './weights-tab.tsx';

interface TabProps {
  readonly page: RecordingSelection;
}

export function AllocationTab({ page }: TabProps): ReactElement {
  return (
    <WeightsTab
      page={page}
      title="Allocation"
      sources={['allocation', 'allocationInTlab', 'allocationOutsideTlab', 'oldObjects', 'nativeMemory']}
      empty={{
        title: 'No allocation was recorded',
        what: 'From JDK 16 on both templates sample allocations; before, the profile template does.',
        option: 'jdk.ObjectAllocationSample#enabled=true',
      }}
    />
  );
}

export function LocksTab({ page }: TabProps): ReactElement {
  return (
    <WeightsTab
      page={page}
      title="Locks"
      sources={['lock', 'wait', 'park', 'sleep', 'pinned']}
      empty={{
        title: 'Nobody was seen waiting',
        what: 'Waiting is recorded from 10 ms (profile) or 20 ms (default) on; a lower threshold shows shorter waits.',
        option: 'jdk.JavaMonitorEnter#threshold=1ms',
      }}
    />
  );
}

export function ExceptionsTab({ page }: TabProps): ReactElement {
  return (
    <WeightsTab
      page={page}
      title="Exceptions"
      sources={['exceptions']}
      empty={{
        title: 'No exception was recorded',
        what: 'Before JDK 25 both templates leave out exceptions; only their number is known.',
        option: 'exceptions=all',
      }}
    />
  );
}

export function InputOutputTab({ page }: TabProps): ReactElement {
  return (
    <WeightsTab
      page={page}
      title="I/O"
      sources={['socketRead', 'socketWrite', 'fileRead', 'fileWrite', 'fileForce']}
      empty={{
        title: 'No slow input or output was recorded',
        what: 'Reads and writes are recorded from 10 ms (profile) or 20 ms (default) on.',
        option: 'jdk.SocketRead#threshold=1ms jdk.FileRead#threshold=1ms',
      }}
    />
  );
}
