import { useMemo, useState, type ReactElement } from 'react';

import type { PodDetail, PodRef } from '../../preload/contract/index.ts';
import { EmptyState, Search, Tree } from '../ui/index.ts';
import type { ProcessHistory } from './live/process-history.ts';
import { processColumns } from './process-columns.tsx';
import { allKeys, type ContainerNode, type ProcessSort, type SortColumn, type TreeNode } from './process-tree.ts';
import { useProcessActions } from './use-process-actions.tsx';
import { useWidth } from './use-width.ts';

/** From here on there is room for graphs beside the numbers. */
const WIDE = 760;

export interface ProcessListProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly nodes: readonly ContainerNode[];
  readonly history: ProcessHistory;
  readonly sort: ProcessSort;
  readonly onSort: (sort: ProcessSort) => void;
  readonly selected: string | undefined;
  readonly onSelect: (key: string | undefined) => void;
  readonly isSearched: boolean;
}

const itemKey = ({ key }: TreeNode): string => key;
const isExpandable = ({ children }: TreeNode): boolean => children.length > 0;
const childrenOf = ({ children }: TreeNode): readonly TreeNode[] => children;

export function ProcessList(props: ProcessListProps): ReactElement {
  const { pod, detail, nodes, history, isSearched } = props;
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [ref, width] = useWidth();
  const isNarrow = width < WIDE;
  const actions = useProcessActions(pod, detail);
  const columns = useMemo(() => processColumns({ history, isNarrow }), [history, isNarrow]);
  // What is searched for is not hidden in what was closed before.
  const expanded = useMemo(
    () => new Set(allKeys(nodes).filter((key) => isSearched || !collapsed.has(key))),
    [nodes, collapsed, isSearched],
  );
  return (
    <div ref={ref} className="processes-tree">
      <Tree<TreeNode>
        label="Processes"
        roots={nodes}
        itemKey={itemKey}
        isExpandable={isExpandable}
        childrenOf={childrenOf}
        expandedKeys={expanded}
        onExpand={({ key }, isExpanded) => {
          const next = new Set(collapsed);
          if (isExpanded) next.delete(key);
          else next.add(key);
          setCollapsed(next);
        }}
        columns={columns}
        sort={props.sort}
        onSort={({ column, direction }) => {
          // Of load, the most is what one looks for.
          const isLoad = (column === 'cpu' || column === 'memory') && props.sort.column !== column;
          props.onSort({ column: column as SortColumn, direction: isLoad ? 'descending' : direction });
        }}
        selectedKey={props.selected}
        onSelect={({ type, key }) => props.onSelect(type === 'process' ? key : undefined)}
        rowMenu={(node) => (node.type === 'process' ? actions.menuOf(node) : [])}
        empty={
          <EmptyState icon={Search} title="No process is like that">
            <p>All words have to be in its command, name, number or container.</p>
          </EmptyState>
        }
      />
      {actions.dialog}
    </div>
  );
}
