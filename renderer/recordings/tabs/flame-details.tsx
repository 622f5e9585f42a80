import type { ReactElement } from 'react';

import type { WeightUnit } from '../../../preload/contract/index.ts';
import { CopyButton, InertText } from '../../ui/index.ts';
import { nodeName } from '../flame-graph/frame-names.ts';
import type { TreeShape } from '../flame-graph/tree-shape.ts';
import { pathTo } from '../flame-graph/walk-frames.ts';
import { formatShare, formatWeight } from '../format-figures.ts';
import { nodeFullName, shareOf } from './node-words.ts';
import './flame-details.css';

/** As many callers as a line has room for. */
const CALLERS = 6;

export interface FlameDetailsProps {
  readonly shape: TreeShape;
  /** -1: nothing is selected. */
  readonly node: number;
  readonly unit: WeightUnit;
  readonly onSelect: (node: number) => void;
}

/** The line below the picture: what is selected, how one gets there, how much it is. */
export function FlameDetails({ shape, node, unit, onSelect }: FlameDetailsProps): ReactElement {
  if (node < 0) {
    return (
      <footer className="flame-details">
        <span className="flame-details-hint">
          Click selects · double click or Enter widens · Ctrl and wheel zooms · drag moves · Esc shows all
        </span>
      </footer>
    );
  }
  const path = pathTo(shape, node);
  const shown = path.slice(0, -1).slice(-CALLERS);
  const total = shape.totalOf(node);
  const text = path.map((each) => nodeFullName(shape, each)).join('\n');
  return (
    <footer className="flame-details">
      <nav aria-label="Callers of the selected frame">
        {path.length - 1 > shown.length ? <span>…</span> : undefined}
        {shown.map((caller) => (
          <button key={caller} type="button" onClick={() => onSelect(caller)}>
            <InertText text={nodeName(shape.tree, caller)} />
          </button>
        ))}
        <strong>
          <InertText text={nodeName(shape.tree, node)} />
        </strong>
      </nav>
      <span className="flame-details-figures">
        {formatWeight(total, unit)} · {formatShare(shareOf(shape, total))} · self{' '}
        {formatWeight(shape.tree.self[node] ?? 0, unit)}
      </span>
      <CopyButton text={text} label="Copy the stack" isIconOnly />
    </footer>
  );
}
