import type { ReactElement } from 'react';

import type { PodDetail, PodRef } from '../../preload/contract/index.ts';
import { ContainerActions } from '../debug/index.ts';
import { FilesTab } from '../files/index.ts';
import { JavaTab } from '../jvm/index.ts';
import { NamespacesTab, ProcessesTab } from '../namespaces/index.ts';
import { go, POD_TABS, type PodTab } from '../place/index.ts';
import { ErrorBoundary } from '../problems/index.ts';
import { Tabs, type TabItem } from '../ui/index.ts';
import { EventsTab, OverviewTab, usePodEvents, YamlTab } from '../workloads/index.ts';

export interface PodTabsProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly tab: PodTab;
}

/** The features' panels, put together. A fault in one leaves the others usable. */
export function PodTabs({ pod, detail, tab }: PodTabsProps): ReactElement {
  const events = usePodEvents(pod);
  const contents: Readonly<Record<PodTab, Omit<TabItem<PodTab>, 'id'>>> = {
    overview: {
      title: 'Overview',
      content: (
        <OverviewTab
          detail={detail}
          containerActions={(container) => <ContainerActions pod={pod} detail={detail} container={container} />}
        />
      ),
    },
    processes: { title: 'Processes', content: <ProcessesTab pod={pod} detail={detail} /> },
    namespaces: { title: 'Namespaces', content: <NamespacesTab pod={pod} detail={detail} /> },
    files: { title: 'Files', content: <FilesTab pod={pod} detail={detail} /> },
    java: { title: 'Java', content: <JavaTab pod={pod} detail={detail} /> },
    events: { title: 'Events', count: events.value?.length, content: <EventsTab stream={events} /> },
    yaml: { title: 'YAML', content: <YamlTab pod={pod} detail={detail} /> },
  };
  const items = POD_TABS.map((id) => {
    const { content, title } = contents[id];
    return {
      id,
      ...contents[id],
      content: <ErrorBoundary title={`The tab ${title} could not be shown.`}>{content}</ErrorBoundary>,
    };
  });
  return <Tabs label="Views of the pod" items={items} selected={tab} onSelect={(next) => go({ ...pod, tab: next })} />;
}
