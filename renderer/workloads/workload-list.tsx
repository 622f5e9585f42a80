import { useCallback, useDeferredValue, useMemo, useState, type ReactElement, type Ref } from 'react';

import type { KubeNamespaceRef, PodRow } from '../../preload/contract/index.ts';
import type { StreamState } from '../bridge/index.ts';
import { Problem, streamProblem } from '../problems/index.ts';
import {
  Busy,
  Button,
  Copy,
  EmptyState,
  Kbd,
  Menu,
  IconButton,
  Ellipsis,
  FileCode,
  Search,
  TextField,
  Trash2,
  Tree,
  type MenuEntry,
} from '../ui/index.ts';
import { DeniedNotice } from './denied-notice.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { ListRow } from './list-row.tsx';
import { listNodes, type ListNode } from './list-rows.ts';
import type { WorkloadsView } from './reduce-workloads.ts';
import './workload-list.css';

export interface WorkloadListProps {
  readonly scope: KubeNamespaceRef;
  readonly stream: StreamState<WorkloadsView>;
  /** The pod that is looked at. */
  readonly selected: string | undefined;
  readonly onGo: (pod: string) => void;
  readonly onManifest: (mode: 'apply' | 'delete') => void;
  readonly onDeletePod: (pod: PodRow) => void;
  readonly filterRef: Ref<HTMLInputElement>;
}

/** The list column: workloads, their pods, the debug containers in them. */
export function WorkloadList(props: WorkloadListProps): ReactElement {
  const { stream, scope, filterRef } = props;
  const [filter, setFilter] = useState('');
  const { value: view } = stream;
  return (
    <section className="workload-list" aria-label="Workloads">
      <header className="workload-list-header">
        <h2>Workloads</h2>
        <span className="workload-list-count">{view?.isKnown === true ? countWords(view) : undefined}</span>
        <Menu
          label="Actions for this Kubernetes namespace"
          trigger={<IconButton icon={Ellipsis} label="Actions for this Kubernetes namespace" size="small" />}
          placement="bottom end"
          entries={[
            { id: 'apply', title: 'Apply manifest…', icon: FileCode, onSelect: () => props.onManifest('apply') },
            {
              id: 'delete',
              title: 'Delete what a manifest names…',
              icon: Trash2,
              onSelect: () => props.onManifest('delete'),
            },
          ]}
        />
      </header>
      <div className="workload-list-filter">
        <TextField
          label="Filter workloads and pods"
          isLabelHidden
          type="search"
          icon={Search}
          placeholder="Filter by name, image, label…"
          value={filter}
          onChange={setFilter}
          onEscape={() => setFilter('')}
          inputRef={filterRef}
          suffix={filter === '' ? <Kbd keys="/" /> : undefined}
        />
      </div>
      {view?.isKnown !== true ? undefined : <FreshnessLine freshness={view.freshness} />}
      <div className="workload-list-body">
        <Body
          {...props}
          filter={filter}
          onClearFilter={() => setFilter('')}
          key={`${scope.context}/${scope.kubeNamespace}`}
        />
      </div>
    </section>
  );
}

function Body(
  props: WorkloadListProps & { readonly filter: string; readonly onClearFilter: () => void },
): ReactElement {
  const { stream, scope, filter, onClearFilter } = props;
  const { value: view } = stream;
  const error = streamProblem(stream.error);
  const problem =
    error === undefined ? undefined : (
      <div className="workload-list-message">
        <Problem error={error} onRetry={stream.restart} />
      </div>
    );
  if (view?.isKnown !== true) {
    if (problem !== undefined) return problem;
    return (
      <div className="workload-list-message">
        <Busy what={`Listing workloads of ${scope.kubeNamespace}`} />
      </div>
    );
  }
  const isEmpty = view.pods.size === 0 && view.workloads.size === 0;
  return (
    <>
      {problem}
      <DeniedNotice denied={view.denied} onRetry={stream.restart} />
      {isEmpty && view.denied.length > 0 ? undefined : isEmpty ? (
        <p className="workload-list-empty">Nothing runs in {scope.kubeNamespace}.</p>
      ) : (
        <Rows {...props} view={view} filter={filter} onClearFilter={onClearFilter} />
      )}
    </>
  );
}

function Rows(
  props: WorkloadListProps & {
    readonly view: WorkloadsView;
    readonly filter: string;
    readonly onClearFilter: () => void;
  },
): ReactElement {
  const { view, selected, onGo, onDeletePod, onClearFilter } = props;
  // Typing stays ahead of ten thousand rows.
  const filter = useDeferredValue(props.filter);
  const nodes = useMemo(() => listNodes(view, filter), [view, filter]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const expanded = useMemo(
    () => expandedKeys(nodes, filter === '' ? collapsed : new Set()),
    [nodes, filter, collapsed],
  );
  const selectedKey = useMemo(
    () => [...view.pods.values()].find(({ name }) => name === selected)?.uid,
    [view.pods, selected],
  );
  const select = (node: ListNode): void => {
    if (node.type !== 'workload') onGo(node.pod.name);
  };
  const rowMenu = useCallback((node: ListNode) => menuEntries(node, onDeletePod), [onDeletePod]);
  return (
    <Tree
      label="Workloads and pods"
      roots={nodes}
      itemKey={keyOf}
      isExpandable={isExpandable}
      childrenOf={childrenOf}
      expandedKeys={expanded}
      onExpand={(node, isExpanded) => {
        setCollapsed((old) => new Set(isExpanded ? [...old].filter((key) => key !== node.key) : [...old, node.key]));
      }}
      columns={COLUMNS}
      hasHeader={false}
      selectedKey={selectedKey}
      onSelect={select}
      rowMenu={rowMenu}
      empty={
        <EmptyState
          icon={Search}
          title="Nothing matches the filter"
          actions={<Button onPress={onClearFilter}>Clear the filter</Button>}
        >
          All its words have to be found in a name, an image, a label or a status.
        </EmptyState>
      }
    />
  );
}

const COLUMNS = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(0, 1fr)',
    cell: (node: ListNode): ReactElement => <ListRow node={node} />,
  },
];

const keyOf = ({ key }: ListNode): string => key;
const isExpandable = ({ children }: ListNode): boolean => children.length > 0;
const childrenOf = ({ children }: ListNode): readonly ListNode[] => children;

function expandedKeys(nodes: readonly ListNode[], collapsed: ReadonlySet<string>): ReadonlySet<string> {
  const open = (node: ListNode): readonly string[] =>
    node.children.length === 0 || collapsed.has(node.key) ? [] : [node.key, ...node.children.flatMap(open)];
  return new Set(nodes.flatMap(open));
}

function menuEntries(node: ListNode, onDeletePod: (pod: PodRow) => void): readonly MenuEntry[] {
  const name =
    node.type === 'workload' ? node.workload.name : node.type === 'pod' ? node.pod.name : node.container.name;
  const copy: MenuEntry = {
    id: 'copy',
    title: 'Copy name',
    icon: Copy,
    onSelect: () => void navigator.clipboard.writeText(name),
  };
  if (node.type !== 'pod') return [copy];
  return [
    copy,
    'separator',
    { id: 'delete', title: 'Delete pod…', icon: Trash2, isDangerous: true, onSelect: () => onDeletePod(node.pod) },
  ];
}

function countWords({ workloads, pods }: WorkloadsView): string {
  return `${workloads.size} · ${pods.size} ${pods.size === 1 ? 'pod' : 'pods'}`;
}
