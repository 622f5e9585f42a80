import type { ReactElement } from 'react';

import type { RecordingPlace } from '../place/index.ts';
import { ErrorBoundary } from '../problems/index.ts';
import { Disc, EmptyState, SplitPane, type SplitLayout } from '../ui/index.ts';
import { OpenButton, RecentList } from './recent-list.tsx';
import { RecordingPage } from './recording-page.tsx';
import './recordings.css';
import './table-cells.css';

export interface RecordingsPageProps {
  readonly place: RecordingPlace;
  readonly layout: SplitLayout | undefined;
  readonly onLayoutChange: (layout: SplitLayout) => void;
  readonly list: { readonly isShown: boolean; readonly show: (isShown: boolean) => void };
}

/** Recordings of this machine on the left, the one that is open beside them. */
export function RecordingsPage({ place, layout, onLayoutChange, list }: RecordingsPageProps): ReactElement {
  const { recording } = place;
  return (
    <SplitPane
      label="Resize the list of recordings"
      layout={layout}
      onLayoutChange={onLayoutChange}
      panes={[
        {
          id: 'list',
          content: <RecentList selected={recording} />,
          size: 284,
          minimum: 200,
          maximum: 560,
          keepsSize: true,
          isCollapsed: !list.isShown,
          onCollapsedChange: (isCollapsed) => list.show(!isCollapsed),
        },
        {
          id: 'page',
          minimum: 420,
          content:
            recording === undefined ? (
              <EmptyState icon={Disc} title="Open a flight recording" actions={<OpenButton isPrimary />}>
                <p>
                  Choose one on the left, drop a <code>.jfr</code> file on the window, or record a JVM: a pod’s Java tab
                  starts a recording and fetches its file.
                </p>
              </EmptyState>
            ) : (
              // Keyed: another recording begins anew, and the list beside it stays.
              <ErrorBoundary key={recording} title="The recording could not be shown.">
                <RecordingPage recording={recording} tab={place.tab ?? 'overview'} detail={place.detail} />
              </ErrorBoundary>
            ),
        },
      ]}
    />
  );
}
