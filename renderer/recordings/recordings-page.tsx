import type { ReactElement } from 'react';

import type { RecordingPlace } from '../place/index.ts';
import { ErrorBoundary } from '../problems/index.ts';
import { SplitPane, type SplitLayout } from '../ui/index.ts';
import { RecentList } from './recent-list.tsx';
import { RecordingPage } from './recording-page.tsx';
import { usePainted } from './use-painted.ts';
import './recordings.css';
import './table-cells.css';

export interface RecordingsPageProps {
  readonly place: RecordingPlace;
  readonly layout: SplitLayout | undefined;
  readonly onLayoutChange: (layout: SplitLayout) => void;
  readonly list: { readonly isShown: boolean; readonly show: (isShown: boolean) => void };
  /** Instead, as long as none is chosen. */
  readonly start: ReactElement;
}

/** The one that is open, and beside it those of this machine. */
export function RecordingsPage({ place, layout, onLayoutChange, list, start }: RecordingsPageProps): ReactElement {
  const { recording } = place;
  if (recording === undefined) return start;
  return (
    <SplitPane
      label="Resize the list of recordings"
      layout={layout}
      onLayoutChange={onLayoutChange}
      panes={[
        {
          id: 'list',
          content: <LateList selected={recording} />,
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
          content: (
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

/** After the recording, which is what was asked for. */
function LateList({ selected }: { readonly selected: string }): ReactElement | undefined {
  return usePainted() ? <RecentList selected={selected} /> : undefined;
}
