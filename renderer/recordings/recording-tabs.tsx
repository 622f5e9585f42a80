import { useMemo, type ReactElement } from 'react';

import type { RecordingTab } from '../place/index.ts';
import { Tabs, type TabItem } from '../ui/index.ts';
import { EventsTab } from './events/events-tab.tsx';
import type { RecordingSelection } from './recording-selection.ts';
import { TAB_TITLES } from './tab-titles.ts';
import { FlameTab } from './tabs/flame-tab.tsx';
import { GcTab } from './tabs/gc-tab.tsx';
import { HotMethodsTab } from './tabs/hot-methods.tsx';
import { JvmTab } from './tabs/jvm-tab.tsx';
import { MetricsTab } from './tabs/metrics-tab.tsx';
import { ThreadsTab } from './tabs/threads-tab.tsx';
import { AllocationTab, ExceptionsTab, InputOutputTab, LocksTab } from './tabs/weight-tabs.tsx';
import { WhatStandsOutTab } from './tabs/what-stands-out.tsx';
import { useAnswer } from './use-answer.ts';
import './recording-tabs.css';

const CONTENT: Readonly<Record<RecordingTab, (props: { readonly page: RecordingSelection }) => ReactElement>> = {
  overview: WhatStandsOutTab,
  hotMethods: HotMethodsTab,
  flameGraph: FlameTab,
  allocation: AllocationTab,
  locks: LocksTab,
  exceptions: ExceptionsTab,
  gc: GcTab,
  io: InputOutputTab,
  threads: ThreadsTab,
  metrics: MetricsTab,
  jvm: JvmTab,
  events: EventsTab,
};

export function RecordingTabs({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { scope } = page;
  const findings = useAnswer(['findings', scope], (api, signal) => api.recordings.findings(scope, { signal }));
  const count = findings.data?.findings.length ?? 0;
  const items = useMemo(
    () =>
      (Object.keys(CONTENT) as RecordingTab[]).map((id): TabItem<RecordingTab> => {
        const Content = CONTENT[id];
        return {
          id,
          title: TAB_TITLES[id],
          content: <Content page={page} />,
          ...(id === 'overview' && count > 0 ? { count } : {}),
        };
      }),
    [page, count],
  );
  // What is looked for in one list means nothing in the next; time, threads and comparison stay.
  return (
    <Tabs
      label="Recording"
      items={items}
      selected={page.tab}
      onSelect={(tab) => page.change({ search: undefined, of: undefined }, tab)}
    />
  );
}
