import { useEffect, useRef, useState, type ReactElement, type ReactNode, type RefObject } from 'react';

import type { ContextStatus, KubeNamespaceRef, PodRef } from '../../preload/contract/index.ts';
import type { StreamState } from '../bridge/index.ts';
import { ContextBanner, ContextsPage, useContextInfo } from '../contexts/index.ts';
import { useDebug } from '../debug/index.ts';
import { FetchedPage } from '../fetched/index.ts';
import { Transfers } from '../files/index.ts';
import { LedgerPage } from '../ledger/index.ts';
import { go, type Place } from '../place/index.ts';
import { PracticeOffer } from '../practice/index.ts';
import { ErrorBoundary, Problem } from '../problems/index.ts';
import { RecordingsPage } from '../recordings/index.ts';
import { Dock, useTerminals } from '../terminals/index.ts';
import { SplitPane } from '../ui/index.ts';
import { KubeNamespacePage, WorkloadList, type WorkloadsView } from '../workloads/index.ts';
import { usePanelGroup, type PanelSwitch } from './panels.ts';
import { PodView } from './pod-view.tsx';

export interface WindowPanelsProps {
  readonly place: Place;
  readonly scope: KubeNamespaceRef | undefined;
  readonly status: ContextStatus | undefined;
  readonly stream: StreamState<WorkloadsView>;
  readonly list: PanelSwitch;
  readonly dock: PanelSwitch;
  readonly filterRef: RefObject<HTMLInputElement | null>;
  readonly connected: ReadonlySet<string>;
  readonly onGoToContext: (context: string) => void;
  readonly onManifest: (mode: 'apply' | 'delete') => void;
  readonly onTour: () => void;
  readonly onDeletePod: (request: { readonly pod: PodRef; readonly uid: string; readonly hasOwner: boolean }) => void;
  /** Above everything. */
  readonly notice: ReactNode;
}

/** List, page and dock. */
export function WindowPanels(props: WindowPanelsProps): ReactElement {
  const { dock } = props;
  const rows = usePanelGroup('rows');
  const debug = useDebug();
  const { openings } = useTerminals();
  const [isMaximised, setMaximised] = useState(false);
  const shownOpenings = useRef(openings);

  // A terminal that was asked for is shown.
  const { show } = dock;
  useEffect(() => {
    if (openings === shownOpenings.current) return;
    shownOpenings.current = openings;
    show(true);
  }, [openings, show]);

  return (
    <div className="app-main">
      {props.notice}
      <SplitPane
        label="Resize the terminals"
        orientation="vertical"
        layout={rows.layout}
        onLayoutChange={(layout) => rows.onLayoutChange(layout)}
        panes={[
          {
            id: 'page',
            content: <Columns {...props} />,
            minimum: 160,
            isCollapsed: isMaximised && dock.isShown,
            onCollapsedChange: setMaximised,
          },
          {
            id: 'dock',
            content: (
              <ErrorBoundary title="The terminals could not be shown.">
                <Dock
                  onDebug={({ container, ...pod }) => debug.open({ pod, target: container })}
                  aside={<Transfers />}
                  maximised={{ isMaximised, onChange: setMaximised }}
                />
              </ErrorBoundary>
            ),
            size: '28%',
            minimum: 120,
            keepsSize: true,
            isCollapsed: !dock.isShown,
            onCollapsedChange: (isCollapsed) => dock.show(!isCollapsed),
          },
        ]}
      />
    </div>
  );
}

function Columns(props: WindowPanelsProps): ReactElement {
  const { place, scope, status, stream, list } = props;
  const columns = usePanelGroup('columns');
  const info = useContextInfo(place.context);
  if (place.ledger === true) {
    return (
      <LedgerPage
        contexts={[...props.connected]}
        onGoToPod={({ context, kubeNamespace, pod }) => go({ context, kubeNamespace, pod })}
      />
    );
  }
  if (place.recordings !== undefined) {
    return (
      <ErrorBoundary title="The recording could not be shown.">
        <RecordingsPage
          place={place.recordings}
          layout={columns.layout}
          onLayoutChange={(layout) => columns.onLayoutChange(layout)}
          list={list}
          start={<FetchedPage />}
        />
      </ErrorBoundary>
    );
  }
  if (place.context === undefined)
    return (
      <ContextsPage
        onGo={props.onGoToContext}
        offer={(isFirst) => <PracticeOffer isFirst={isFirst} onTour={props.onTour} />}
      />
    );
  if (info?.problem !== undefined) {
    return (
      <div className="app-notice">
        <Problem error={info.problem} actions={[{ id: 'all', title: 'All contexts', onPress: () => go({}) }]} />
      </div>
    );
  }
  if (scope === undefined) {
    return (
      <div className="app-notice">
        <Problem
          error={{
            code: 'CONTEXT_NOT_FOUND',
            message: 'It may have been renamed, or its file is gone.',
            data: { context: place.context },
          }}
          actions={[{ id: 'all', title: 'All contexts', onPress: () => go({}) }]}
        />
      </div>
    );
  }
  const banner = <ContextBanner context={scope.context} status={status} />;
  // What keeps the cluster from answering is said once, not again by everything that would be asked of it.
  if (status?.state === 'needsYou' && stream.value?.isKnown !== true) return banner;
  return (
    <>
      {banner}
      <SplitPane
        label="Resize the list"
        layout={columns.layout}
        onLayoutChange={(layout) => columns.onLayoutChange(layout)}
        panes={[
          {
            id: 'list',
            content: (
              <ErrorBoundary title="The list could not be shown.">
                <WorkloadList
                  scope={scope}
                  stream={stream}
                  selected={place.pod}
                  onGo={(pod) => go({ ...scope, pod, ...(place.tab === undefined ? {} : { tab: place.tab }) })}
                  onManifest={props.onManifest}
                  onDeletePod={({ name, uid, workload }) =>
                    props.onDeletePod({ pod: { ...scope, pod: name }, uid, hasOwner: workload !== undefined })
                  }
                  filterRef={props.filterRef}
                />
              </ErrorBoundary>
            ),
            size: 284,
            minimum: 200,
            maximum: 560,
            keepsSize: true,
            isCollapsed: !list.isShown,
            onCollapsedChange: (isCollapsed) => list.show(!isCollapsed),
          },
          {
            id: 'page',
            content: (
              <ErrorBoundary
                title="The page could not be shown."
                key={[scope.context, scope.kubeNamespace, place.pod].join('/')}
              >
                <Page {...props} scope={scope} />
              </ErrorBoundary>
            ),
            minimum: 420,
          },
        ]}
      />
    </>
  );
}

function Page(props: WindowPanelsProps & { readonly scope: KubeNamespaceRef }): ReactElement {
  const { place, scope, stream, onManifest, onDeletePod } = props;
  if (place.pod === undefined) {
    return (
      <KubeNamespacePage
        scope={scope}
        view={stream.value}
        onGo={(pod) => go({ ...scope, pod })}
        onManifest={onManifest}
      />
    );
  }
  return <PodView scope={scope} name={place.pod} tab={place.tab ?? 'overview'} onDeletePod={onDeletePod} />;
}
