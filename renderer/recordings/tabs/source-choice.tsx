import type { ReactElement } from 'react';

import type { AvailableSource, WeightSource } from '../../../preload/contract/index.ts';
import { SegmentedControl, Select } from '../../ui/index.ts';

/** More would not fit beside a filter: letters of all titles together. */
const MOST_LETTERS = 32;

export interface SourceChoiceProps {
  readonly sources: readonly AvailableSource[];
  readonly value: WeightSource;
  readonly onChange: (of: WeightSource) => void;
}

/** What is counted. */
export function SourceChoice({ sources, value, onChange }: SourceChoiceProps): ReactElement | undefined {
  if (sources.length < 2) return undefined;
  const options = sources.map(({ of, label, eventTypes }) => ({
    id: of,
    title: label,
    description: `of ${eventTypes.join(', ')}`,
  }));
  const letters = sources.reduce((sum, { label }) => sum + label.length, 0);
  return letters <= MOST_LETTERS ? (
    <SegmentedControl label="What is counted" options={options} value={value} onChange={onChange} />
  ) : (
    <Select label="What is counted" isLabelHidden options={options} value={value} onChange={onChange} />
  );
}

/** The one that is asked for, or else the first of a tab's own that the recording has. */
export function chosenSource(
  sources: readonly AvailableSource[],
  wanted: WeightSource | undefined,
): AvailableSource | undefined {
  return sources.find(({ of }) => of === wanted) ?? sources[0];
}

/** A tab's sources in the tab's order, without those that the recording has nothing of. */
export function sourcesOf(
  available: readonly AvailableSource[],
  wanted: readonly WeightSource[],
): readonly AvailableSource[] {
  return wanted.flatMap((of) => available.find((source) => source.of === of && source.count > 0) ?? []);
}
