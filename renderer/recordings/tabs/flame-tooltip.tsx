import type { ReactElement } from 'react';

import type { WeightUnit } from '../../../preload/contract/index.ts';
import { InertText } from '../../ui/index.ts';
import { frameOf } from '../flame-graph/frame-names.ts';
import type { TreeShape } from '../flame-graph/tree-shape.ts';
import { formatShare, formatWeight } from '../format-figures.ts';
import { nodeFullName, shareOf } from './node-words.ts';

export interface FlameTooltipProps {
  readonly shape: TreeShape;
  readonly node: number;
  readonly unit: WeightUnit;
}

/** What a frame is and weighs, beside the pointer. */
export function FlameTooltip({ shape, node, unit }: FlameTooltipProps): ReactElement {
  const total = shape.totalOf(node);
  const self = shape.tree.self[node] ?? 0;
  const frame = frameOf(shape.tree, node);
  const other = shape.otherTotal[node];
  const parent = shape.parentOf(node);
  return (
    <div className="flame-tooltip">
      <strong>
        <InertText text={nodeFullName(shape, node)} />
      </strong>
      <dl>
        <dt>Total</dt>
        <dd>
          {formatWeight(total, unit)} <span>{formatShare(shareOf(shape, total))}</span>
        </dd>
        <dt>Self</dt>
        <dd>
          {formatWeight(self, unit)} <span>{formatShare(shareOf(shape, self))}</span>
        </dd>
        {parent < 0 ? undefined : (
          <>
            <dt>Of its caller</dt>
            <dd>{formatShare(total / Math.max(shape.totalOf(parent), Number.MIN_VALUE))}</dd>
          </>
        )}
        {other === undefined ? undefined : (
          <>
            <dt>In the other</dt>
            <dd>{formatShare(other / Math.max(shape.otherTotal[0] ?? 0, Number.MIN_VALUE))}</dd>
          </>
        )}
      </dl>
      {frame === undefined || frame.kind === '' ? undefined : <small>{frame.kind}</small>}
    </div>
  );
}
