import { useCallback, useMemo, useState, type ReactElement } from 'react';

import type { WeightUnit } from '../../../preload/contract/index.ts';
import { Tree, type MenuEntry, type TreeColumn } from '../../ui/index.ts';
import { carryNodes } from '../flame-graph/carry-nodes.ts';
import { frameOf, WHOLE_NAME } from '../flame-graph/frame-names.ts';
import type { TreeShape } from '../flame-graph/tree-shape.ts';
import { pathTo } from '../flame-graph/walk-frames.ts';
import { formatAmount } from '../format-figures.ts';
import { MethodName } from '../method-name.tsx';
import { ShareBar } from '../share-bar.tsx';
import { shareOf } from './node-words.ts';

export interface CallTreeTableProps {
  readonly shape: TreeShape;
  readonly unit: WeightUnit;
  readonly matches: Uint8Array | undefined;
  readonly selected: number;
  readonly onSelect: (node: number) => void;
  readonly menu: (node: number) => readonly MenuEntry[];
}

/** So deep the heaviest path is open at first: to where it divides, which is what one looks for. */
const FIRST_OPEN = 60;

/** The flame graph as a table: the same nodes, the same order, every one reachable by keyboard and by screen readers. */
export function CallTreeTable({ shape, unit, matches, selected, onSelect, menu }: CallTreeTableProps): ReactElement {
  const [opened, setOpened] = useState<{ readonly shape: TreeShape; readonly keys: ReadonlySet<string> }>();
  const first = useMemo(
    () => firstOpen(shape, selected >= 0 ? selected : heaviestMatch(shape, matches)),
    [shape, selected, matches],
  );
  const expandedKeys = useMemo(() => {
    if (opened === undefined) return first;
    if (opened.shape === shape) return opened.keys;
    const carried = carryNodes([...opened.keys].map(Number), opened.shape, shape);
    // Of quite another tree nothing but the whole is left open.
    return carried.size > 1 ? new Set([...carried].map(String)) : first;
  }, [opened, shape, first]);
  const roots = useMemo(() => [0], []);
  const childrenOf = useCallback((node: number) => shape.children(node), [shape]);
  const isExpandable = useCallback((node: number) => shape.hasChildren(node), [shape]);
  const columns = useMemo((): readonly TreeColumn<number>[] => {
    const weight = (id: string, title: string, weightOf: (node: number) => number): TreeColumn<number> => ({
      id,
      title,
      width: '190px',
      align: 'end',
      cell: (node) => <ShareBar share={shareOf(shape, weightOf(node))} text={formatAmount(weightOf(node), unit)} />,
    });
    return [
      {
        id: 'method',
        title: 'Method',
        width: 'minmax(320px, 1fr)',
        cell: (node) => {
          const frame = frameOf(shape.tree, node);
          const isMatch = matches?.[shape.tree.frame[node] ?? -1] === 1;
          return (
            <span {...(isMatch ? { 'data-match': '' } : {})} className="call-tree-name">
              <MethodName
                className={frame?.className ?? ''}
                method={frame?.method ?? WHOLE_NAME}
                line={frame?.line ?? 0}
              />
            </span>
          );
        },
      },
      weight('total', 'Total', (node) => shape.totalOf(node)),
      weight('self', 'Self', (node) => shape.tree.self[node] ?? 0),
    ];
  }, [shape, unit, matches]);
  return (
    <Tree
      label="Call tree"
      roots={roots}
      itemKey={String}
      isExpandable={isExpandable}
      childrenOf={childrenOf}
      expandedKeys={expandedKeys}
      onExpand={(node, isExpanded) => {
        const keys = new Set(expandedKeys);
        if (isExpanded) keys.add(String(node));
        else keys.delete(String(node));
        setOpened({ shape, keys });
      }}
      columns={columns}
      selectedKey={selected < 0 ? undefined : String(selected)}
      onSelect={onSelect}
      rowMenu={menu}
    />
  );
}

/** The way to what is looked for; otherwise the heaviest way, until it has lost half of its weight. */
function firstOpen(shape: TreeShape, wanted: number): ReadonlySet<string> {
  if (wanted >= 0) return new Set(pathTo(shape, wanted).map(String));
  const keys = new Set<string>();
  const least = shape.whole / 2;
  for (let node = 0; node >= 0 && keys.size < FIRST_OPEN; node = shape.firstChild(node)) {
    keys.add(String(node));
    if (shape.totalOf(node) < least) break;
  }
  return keys;
}

function heaviestMatch({ tree, total }: TreeShape, matches: Uint8Array | undefined): number {
  let heaviest = -1;
  for (let node = 1; matches !== undefined && node < tree.frame.length; node += 1) {
    if (matches[tree.frame[node] ?? -1] !== 1) continue;
    if (heaviest < 0 || (total[node] ?? 0) > (total[heaviest] ?? 0)) heaviest = node;
  }
  return heaviest;
}
