import type { ReactElement } from 'react';

import {
  ArrowLeft,
  ArrowLeftRight,
  Button,
  IconButton,
  InertText,
  MiddleTruncate,
  VisuallyHidden,
} from '../../ui/index.ts';
import type { RootPlace } from '../files-place.ts';
import { choiceOptions, placeId, type ProcessChoice } from '../process-choice.ts';

export interface ComparisonHeaderProps {
  readonly here: RootPlace;
  readonly there: RootPlace;
  readonly choices: readonly ProcessChoice[];
  readonly onLeave: () => void;
  /** The other way round. */
  readonly onTurn: () => void;
}

/** What is compared with what. */
export function ComparisonHeader(props: ComparisonHeaderProps): ReactElement {
  const { here, there, choices } = props;
  return (
    <header className="compare-header">
      <VisuallyHidden elementType="h2">Comparison</VisuallyHidden>
      <Button size="small" icon={ArrowLeft} onPress={props.onLeave}>
        Files
      </Button>
      <Side title="Here" place={here} choices={choices} />
      <IconButton size="small" icon={ArrowLeftRight} label="The other way round" onPress={props.onTurn} />
      <Side title="There" place={there} choices={choices} />
    </header>
  );
}

function Side(props: {
  readonly title: string;
  readonly place: RootPlace;
  readonly choices: readonly ProcessChoice[];
}): ReactElement {
  const { title, place, choices } = props;
  const option = choiceOptions(choices, place).find(({ id }) => id === placeId(place));
  return (
    <div className="compare-side" role="group" aria-label={title}>
      <span className="compare-side-root" title={option?.description}>
        <strong>{title}</strong> <InertText text={option?.title ?? ''} />
      </span>
      <code>
        <MiddleTruncate text={place.path} keepEnd={16} />
      </code>
    </div>
  );
}
