import type { ReactElement } from 'react';

import { Badge, Box, Bug, CircleHelp, Container, formatBytes, InertText, type TreeColumn } from '../ui/index.ts';
import { NO_SAMPLES, sumSamples, type ProcessHistory, type ProcessSamples } from './live/process-history.ts';
import type { ContainerNode, ProcessNode, TreeNode } from './process-tree.ts';
import { commandWords, cpuShareWords, ownPid, stateWords, userWords } from './process-words.ts';
import { Sparkline } from './sparkline.tsx';

/** Less than this at the top would make waves of ripples. */
const CPU_CEILING = 0.1;
const MEMORY_CEILING = 4 * 1024 * 1024;
/** Of memory the line stays off the top, where it could not be told from the edge. */
const HEADROOM = 1.25;

export interface ColumnOptions {
  readonly history: ProcessHistory;
  /** Little room: no graphs, and no state. */
  readonly isNarrow: boolean;
}

export function processColumns({ history, isNarrow }: ColumnOptions): readonly TreeColumn<TreeNode>[] {
  const sums = new WeakMap<ContainerNode, ProcessSamples>();
  const sumOf = (node: ContainerNode): ProcessSamples => {
    const sum = sums.get(node) ?? sumSamples(node.keys.map((key) => history.get(key) ?? NO_SAMPLES));
    sums.set(node, sum);
    return sum;
  };
  const samplesOf = (node: TreeNode): ProcessSamples =>
    node.type === 'process' ? (history.get(node.key) ?? NO_SAMPLES) : sumOf(node);
  return [
    {
      id: 'command',
      title: 'Command',
      width: 'minmax(180px, 1fr)',
      isSortable: true,
      cell: (node) => (node.type === 'container' ? <ContainerCell node={node} /> : <CommandCell node={node} />),
    },
    {
      id: 'pid',
      title: 'Pid',
      width: '84px',
      align: 'end',
      isSortable: true,
      cell: (node) => (node.type === 'process' ? <PidCell node={node} /> : ''),
    },
    {
      id: 'user',
      title: 'User',
      width: '56px',
      align: 'end',
      isSortable: true,
      cell: (node) => (node.type === 'process' ? userWords(node.process) : ''),
    },
    ...(isNarrow
      ? []
      : [
          {
            id: 'state',
            title: 'State',
            width: '88px',
            isSortable: true,
            cell: (node: TreeNode) => (node.type === 'process' ? stateWords(node.process.state) : ''),
          },
        ]),
    {
      id: 'memory',
      title: 'Memory',
      width: isNarrow ? '76px' : '140px',
      align: 'end',
      isSortable: true,
      cell: (node) => {
        const { memory } = samplesOf(node);
        const bytes =
          node.type === 'process'
            ? node.process.residentBytes
            : node.processes.reduce((sum, { residentBytes }) => sum + residentBytes, 0);
        return (
          <Measure text={formatBytes(bytes)} isStrong={node.type === 'container'}>
            {isNarrow ? undefined : (
              <Sparkline values={memory} ceiling={Math.max(MEMORY_CEILING, ...memory) * HEADROOM} tone="memory" />
            )}
          </Measure>
        );
      },
    },
    {
      id: 'cpu',
      title: 'CPU',
      width: isNarrow ? '64px' : '124px',
      align: 'end',
      isSortable: true,
      cell: (node) => {
        const { cpu } = samplesOf(node);
        return (
          <Measure text={cpuShareWords(cpu.at(-1))} isStrong={node.type === 'container'}>
            {isNarrow ? undefined : <Sparkline values={cpu} ceiling={CPU_CEILING} tone="cpu" />}
          </Measure>
        );
      },
    },
  ];
}

function Measure(props: {
  readonly text: string;
  readonly isStrong: boolean;
  readonly children: ReactElement | undefined;
}): ReactElement {
  return (
    <span className="process-measure" data-strong={props.isStrong ? '' : undefined}>
      {props.children}
      <span>{props.text}</span>
    </span>
  );
}

const ROLE_ICONS = { sandbox: Box, ephemeral: Bug, unknown: CircleHelp } as const;

function ContainerCell({ node }: { readonly node: ContainerNode }): ReactElement {
  const { role, name, processes } = node;
  const Icon = role === 'sandbox' || role === 'ephemeral' || role === 'unknown' ? ROLE_ICONS[role] : Container;
  return (
    <span className="process-container">
      <Icon size={14} aria-hidden />
      <InertText text={name} />
      {role === 'ephemeral' ? (
        <Badge>debug</Badge>
      ) : role === 'init' || role === 'sidecar' ? (
        <Badge>{role}</Badge>
      ) : undefined}
      <small>{processes.length}</small>
    </span>
  );
}

function CommandCell({ node }: { readonly node: ProcessNode }): ReactElement {
  const words = commandWords(node.process);
  return (
    <span className="process-command" title={words} data-path={node.isPath ? '' : undefined}>
      <InertText text={words} />
    </span>
  );
}

/** As seen from where it was read, and by itself where that differs. */
function PidCell({ node }: { readonly node: ProcessNode }): ReactElement {
  const { process } = node;
  const own = ownPid(process);
  return (
    <span className="process-pid" title={own === process.pid ? undefined : `${String(own)} in its own pid namespace`}>
      {own === process.pid ? undefined : <small>{own} ▸ </small>}
      {process.pid}
    </span>
  );
}
