import type {
  Evidence,
  Finding,
  GarbageCollections,
  RecordingOverview,
  Severity,
} from '../../../../preload/contract/index.ts';
import type { HotMethods, GroupedWeights } from '../../../../preload/contract/index.ts';
import type { Scope } from '../answers/scope.ts';
import type { Recording } from '../recording.ts';

/** What rules look at: answers that are computed once, whichever rules need them. */
export interface Judged {
  readonly recording: Recording;
  readonly scope: Scope;
  readonly lengthMs: number;
  readonly overview: RecordingOverview;
  readonly gc: GarbageCollections;
  readonly hotMethods: HotMethods;
  readonly truncatedStacks: { readonly weight: number; readonly total: number };
  readonly allocationByClass: GroupedWeights;
  readonly allocationByThread: GroupedWeights;
  readonly locks: GroupedWeights;
  readonly exceptions: GroupedWeights;
}

export type Outcome =
  | { readonly outcome: 'fine'; readonly reason: string }
  /** The recording does not tell. */
  | { readonly outcome: 'unknown'; readonly reason: string }
  | (Omit<Finding, 'rule' | 'title'> & { readonly outcome: 'found' });

export interface Rule {
  readonly rule: string;
  readonly title: string;
  check(judged: Judged): Outcome;
}

export const fine = (reason: string): Outcome => ({ outcome: 'fine', reason });
export const unknown = (reason: string): Outcome => ({ outcome: 'unknown', reason });

export interface Measured {
  readonly figure: number;
  /** From the mildest; the highest that is reached counts. */
  readonly thresholds: Partial<Record<Severity, number>>;
  readonly shown: (figure: number) => string;
  readonly sentence: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly remedy?: string;
}

/** Found where the figure reaches a threshold, with the gravest one it reaches. */
export function measured({ figure, thresholds, shown, ...rest }: Measured): Outcome {
  const order: readonly Severity[] = ['bad', 'warning', 'note'];
  const reached = order.find((severity) => figure >= (thresholds[severity] ?? Number.POSITIVE_INFINITY));
  if (reached === undefined) {
    const least = Math.min(...Object.values(thresholds));
    return fine(`${shown(figure)}, below ${shown(least)}`);
  }
  return {
    outcome: 'found',
    severity: reached,
    figure: shown(figure),
    threshold: shown(thresholds[reached] ?? 0),
    ...rest,
  };
}

/** Rows of a table in scope, as sums and extremes of one column. */
export interface ColumnSummary {
  readonly count: number;
  readonly sum: number;
  readonly most: number;
  readonly first: number;
  readonly last: number;
  /** When the largest was, in milliseconds. */
  readonly mostAt: number;
}

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
export const milliseconds = (value: number): string =>
  value >= 1000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const bytes = (value: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
  return `${(value / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
};
export const perSecond = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)}/s`;
export const count = (value: number): string => String(Math.round(value));
