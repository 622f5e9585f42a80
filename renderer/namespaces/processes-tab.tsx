import { useMemo, useState, type ReactElement } from 'react';

import { toAppError, type PodDetail, type PodRef, type ProcessView } from '../../preload/contract/index.ts';
import { useDebug } from '../debug/index.ts';
import { filesPlace, useProbe } from '../files/index.ts';
import { go } from '../place/index.ts';
import {
  Bug,
  Busy,
  Button,
  EmptyState,
  ErrorNotice,
  FolderOpen,
  formatBytes,
  IconButton,
  InertText,
  ListTree,
  Notice,
  RefreshCw,
  RelativeTime,
  Select,
  Tree,
  type MenuEntry,
} from '../ui/index.ts';
import { ProcessDetails } from './process-details.tsx';
import { allKeys, processTree, type ProcessNode, type TreeNode } from './process-tree.ts';
import { commandWords, cpuWords, pidWords, stateWords } from './process-words.ts';
import './namespaces.css';

const itemKey = ({ key }: TreeNode): string => key;
const isExpandable = ({ children }: TreeNode): boolean => children.length > 0;
const childrenOf = ({ children }: TreeNode): readonly TreeNode[] => children;

function ofProcess(text: (node: ProcessNode) => string): (node: TreeNode) => string {
  return (node) => (node.type === 'process' ? text(node) : '');
}

const COLUMNS = [
  {
    id: 'command',
    title: 'Command',
    width: 'minmax(220px, 1fr)',
    cell: (node: TreeNode) =>
      node.type === 'container' ? (
        <span className="process-container">
          {node.name} <small>{node.count}</small>
        </span>
      ) : (
        <span className="process-command" title={commandWords(node.process)}>
          <InertText text={commandWords(node.process)} />
        </span>
      ),
  },
  { id: 'pid', title: 'Pid', width: '128px', align: 'end', cell: ofProcess(({ process }) => pidWords(process)) },
  { id: 'user', title: 'User', width: '64px', align: 'end', cell: ofProcess(({ process }) => String(process.uid)) },
  { id: 'state', title: 'State', width: '104px', cell: ofProcess(({ process }) => stateWords(process.state)) },
  {
    id: 'memory',
    title: 'Memory',
    width: '84px',
    align: 'end',
    cell: (node: TreeNode) => formatBytes(node.type === 'container' ? node.residentBytes : node.process.residentBytes),
  },
  {
    id: 'cpu',
    title: 'CPU',
    width: '84px',
    align: 'end',
    cell: ofProcess(({ process }) => cpuWords(process.cpuSeconds)),
  },
] as const;

/** A debug container has the tools for what comes next, such as opening the files. */
function bestView(views: readonly ProcessView[], detail: PodDetail): ProcessView | undefined {
  const able = views.filter(({ processes }) => processes.length > 0);
  const most = Math.max(0, ...able.map(({ processes }) => processes.length));
  const isEphemeral = (name: string): boolean =>
    detail.containers.some((container) => container.name === name && container.kind === 'ephemeral');
  return able.find(({ container, processes }) => isEphemeral(container) && processes.length * 2 > most) ?? able[0];
}

/** What runs in the pod, as far as its containers can see. */
export function ProcessesTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const probe = useProbe(pod, detail);
  const debug = useDebug();
  const [chosen, setChosen] = useState<string>();
  const [selected, setSelected] = useState<string>();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const views = probe.data?.views ?? [];
  const view = views.find(({ container }) => container === chosen) ?? bestView(views, detail);
  const roots = useMemo(() => (view === undefined ? [] : processTree(view)), [view]);
  const expanded = useMemo(() => new Set(allKeys(roots).filter((key) => !collapsed.has(key))), [roots, collapsed]);

  if (probe.data === undefined) {
    return (
      <div className="namespaces-lone">
        {probe.error === null ? (
          <Busy what="Reading /proc of the pod’s containers" />
        ) : (
          <ErrorNotice
            title="The processes could not be read."
            fact={toAppError(probe.error).message}
            actions={[{ id: 'retry', title: 'Try again', onPress: () => void probe.refetch() }]}
          />
        )}
      </div>
    );
  }
  if (view === undefined) {
    return (
      <EmptyState
        icon={ListTree}
        title="No container here can list processes"
        actions={
          <Button variant="primary" icon={Bug} onPress={() => debug.open({ pod })}>
            Debug…
          </Button>
        }
      >
        <p>A debug container whose target is one of the containers sees that container&apos;s processes.</p>
        {views.map(({ container, problem }) =>
          problem === undefined ? undefined : (
            <p key={container}>
              {container}: <InertText text={problem} />
            </p>
          ),
        )}
      </EmptyState>
    );
  }
  const process = view.processes.find(({ pid }) => `process ${pid}` === selected);
  const menuOf = (node: TreeNode): readonly MenuEntry[] =>
    node.type === 'container'
      ? []
      : [
          {
            id: 'files',
            title: 'Files of this process',
            icon: FolderOpen,
            disabledReason: node.process.rootReadable ? undefined : 'Its root may not be opened from here.',
            onSelect: () => go(filesPlace(pod, { container: view.container, pid: node.process.pid, path: '/' })),
          },
        ];
  return (
    <div className="namespaces">
      <div className="namespaces-columns">
        <div className="processes-main">
          <div className="namespaces-bar processes-bar">
            <span className="processes-view">
              seen from
              <Select
                label="Seen from"
                isLabelHidden
                value={view.container}
                onChange={setChosen}
                options={views.map(({ container, processes, problem }) => ({
                  id: container,
                  title: container,
                  description: problem ?? `${processes.length} processes`,
                  disabledReason: processes.length === 0 ? (problem ?? 'It lists no process.') : undefined,
                }))}
              />
            </span>
            <span className="namespaces-read">
              {view.processes.length} processes, read <RelativeTime at={probe.data.at} hasAgo />
            </span>
            <IconButton
              icon={RefreshCw}
              label="Read again"
              size="small"
              isBusy={probe.isFetching}
              onPress={() => void probe.refetch()}
            />
          </div>
          {view.problem === undefined ? undefined : (
            <Notice state="waiting">
              <InertText text={view.problem} />
            </Notice>
          )}
          <div className="processes-tree">
            <Tree<TreeNode>
              label="Processes"
              roots={roots}
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
              columns={COLUMNS}
              selectedKey={selected}
              onSelect={({ key }) => setSelected(key)}
              rowMenu={menuOf}
            />
          </div>
        </div>
        {process === undefined ? undefined : <ProcessDetails pod={pod} container={view.container} process={process} />}
      </div>{' '}
    </div>
  );
}
