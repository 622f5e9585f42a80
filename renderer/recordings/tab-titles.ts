import type { RecordingTab } from '../place/index.ts';

export const TAB_TITLES: Readonly<Record<RecordingTab, string>> = {
  overview: 'What stands out',
  hotMethods: 'Hot methods',
  flameGraph: 'Flame graph',
  allocation: 'Allocation',
  locks: 'Locks',
  exceptions: 'Exceptions',
  gc: 'GC',
  io: 'I/O',
  threads: 'Threads',
  metrics: 'Metrics',
  jvm: 'JVM',
  events: 'Events',
};
