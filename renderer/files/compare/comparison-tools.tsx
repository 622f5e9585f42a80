import type { ReactElement } from 'react';

import {
  Button,
  formatBytes,
  InertText,
  RefreshCw,
  Search,
  Spinner,
  Square,
  Switch,
  TextField,
  VisuallyHidden,
} from '../../ui/index.ts';
import type { ComparisonWish } from './comparison-rows.ts';
import { countsText, countText, VERDICTS } from './comparison-words.ts';
import type { RunningComparison } from './use-comparison.ts';
import { VerdictSign } from './verdict-badge.tsx';

/** What of it is shown, how many there are of each, and what is going on. */
export function ComparisonTools(props: {
  readonly comparison: RunningComparison;
  readonly wish: ComparisonWish;
  readonly onWish: (wish: ComparisonWish) => void;
}): ReactElement {
  const { comparison, wish, onWish } = props;
  const { found, isRunning } = comparison;
  return (
    <>
      <div className="files-tools">
        <TextField
          label="Filter by path"
          isLabelHidden
          type="search"
          icon={Search}
          placeholder="Filter"
          value={wish.filter}
          onChange={(filter) => onWish({ ...wish, filter })}
          onEscape={() => onWish({ ...wish, filter: '' })}
        />
        <Switch isSelected={wish.onlyDifferences} onChange={(onlyDifferences) => onWish({ ...wish, onlyDifferences })}>
          Differences only
        </Switch>
        <span className="files-tools-actions">
          {isRunning ? (
            <Button size="small" icon={Square} onPress={comparison.stop}>
              Stop
            </Button>
          ) : (
            <Button size="small" icon={RefreshCw} onPress={comparison.again}>
              Compare again
            </Button>
          )}
        </span>
      </div>
      {found === undefined ? undefined : (
        <div className="compare-state">
          <ul className="compare-counts" aria-label="Found so far">
            {VERDICTS.map((verdict) => (
              <li key={verdict}>
                <VerdictSign verdict={verdict} /> {countText(found.counts, verdict)}
              </li>
            ))}
          </ul>
          <span className="compare-progress">
            {isRunning ? (
              <>
                <Spinner />
                <InertText text={found.at === undefined ? '' : `/${found.at.path.replaceAll('\n', '␊')}`} />
                {found.at?.sizeBytes === undefined ? undefined : ` (${formatBytes(found.at.sizeBytes)})`}
              </>
            ) : undefined}
            {found.contentBytes === 0 ? undefined : (
              <span>
                {isRunning ? '· ' : ''}
                {formatBytes(found.contentBytes)} of content read
              </span>
            )}
          </span>
        </div>
      )}
      {/* Said when it begins and when it has ended: every step would be a flood. */}
      <VisuallyHidden role="status">
        {isRunning ? 'Comparing' : found === undefined ? '' : `Compared: ${countsText(found.counts)}.`}
      </VisuallyHidden>
    </>
  );
}
