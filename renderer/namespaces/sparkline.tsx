import type { ReactElement } from 'react';

import { SAMPLE_LIMIT } from './live/process-history.ts';
import { sparklinePath } from './sparkline-path.ts';

export interface SparklineProps {
  readonly values: readonly number[];
  /** What reaches the top; a graph of its own highest value would make every ripple a wave. */
  readonly ceiling: number;
  readonly tone: 'cpu' | 'memory';
}

const SIZE = { width: 56, height: 16 } as const;

/** The last two minutes. The number beside it says the newest value; this says where it came from. */
export function Sparkline({ values, ceiling, tone }: SparklineProps): ReactElement {
  const { line, area } = sparklinePath(values, { ...SIZE, ceiling, capacity: SAMPLE_LIMIT });
  return (
    <svg className="sparkline" width={SIZE.width} height={SIZE.height} data-tone={tone} aria-hidden>
      <path className="sparkline-area" d={area} />
      <path className="sparkline-line" d={line} />
    </svg>
  );
}
