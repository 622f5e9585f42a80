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
  /** Unusual is what is below the threshold, not what reaches it. */
  readonly isLow?: boolean;
  /** From the mildest; the gravest that is reached counts. */
  readonly thresholds: Partial<Record<Severity, number>>;
  readonly shown: (figure: number) => string;
  readonly sentence: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly remedy?: string;
}

const GRAVEST_FIRST: readonly Severity[] = ['bad', 'warning', 'note'];

/** Found where the figure reaches a threshold, with the gravest one it reaches. */
export function measured({ figure, isLow = false, thresholds, shown, ...rest }: Measured): Outcome {
  const words = (threshold: number): string => `${isLow ? 'below' : 'from'} ${shown(threshold)}`;
  const reached = GRAVEST_FIRST.find((severity) => {
    const threshold = thresholds[severity];
    return threshold !== undefined && (isLow ? figure < threshold : figure >= threshold);
  });
  if (reached === undefined) {
    if (figure === 0 && shown === count) return fine('none');
    const mildest = GRAVEST_FIRST.findLast((severity) => thresholds[severity] !== undefined);
    return fine(`${shown(figure)}; unusual ${words(thresholds[mildest ?? 'note'] ?? 0)}`);
  }
  return {
    outcome: 'found',
    severity: reached,
    figure: shown(figure),
    threshold: words(thresholds[reached] ?? 0),
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

/**
 * With so many digits behind the point, if they say something; thousands told apart. By hand: what knows all languages takes
 * longer to begin than all rules together.
 */
const short = (value: number, digits: number): string => {
  const [whole = '', part = ''] = value.toFixed(digits).split('.');
  const significant = part.replace(/0+$/, '');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return significant === '' ? grouped : `${grouped}.${significant}`;
};
export const percent = (share: number): string => `${short(share * 100, share < 0.1 ? 1 : 0)} %`;
export const milliseconds = (value: number): string =>
  value >= 1000 ? `${short(value / 1000, 1)} s` : `${short(value, value < 10 ? 1 : 0)} ms`;
export const bytes = (value: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
  return `${short(value / 1024 ** power, power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
};
export const rate = (value: number): string => short(value, value < 10 ? 1 : 0);
export const perSecond = (value: number): string => `${rate(value)}/s`;
export const count = (value: number): string => short(value, 0);
/** `1 argument`, `2 arguments`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${Math.round(value) === 1 ? one : many}`;
