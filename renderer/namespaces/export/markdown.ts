/** Map and tree for an incident report. Pure. */
import type { NamespaceRow, PodRef } from '../../../preload/contract/index.ts';
import { cellText } from '../layout/cell-text.ts';
import { mapLayout } from '../layout/map-layout.ts';
import type { ProcessHistory } from '../live/process-history.ts';
import type { ContainerNode, ProcessNode } from '../process-tree.ts';
import { commandWords, cpuShareWords, pidWords, stateWords, userWords } from '../process-words.ts';
import { rowCommand, rowName, rowTarget } from '../row-name.ts';
import { formatBytes } from '../../ui/index.ts';
import { cutText } from './drawing.ts';

const COMMAND_LIMIT = 200;
/** Any width: only the order of the cells is needed. */
const ROOM = 900;

/** Foreign text in a table's cell: one line, and nothing that Markdown or HTML would act on. */
function markdownCell(text: string): string {
  return cutText(text, COMMAND_LIMIT)
    .replaceAll(/[\\`*_{}[\]<>()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;');
}

export interface MapReport {
  readonly pod: PodRef;
  readonly rows: readonly NamespaceRow[];
  readonly at: string;
  readonly findings: readonly string[];
}

export function mapMarkdown({ pod, rows, at, findings }: MapReport): string {
  const { kinds, cells } = mapLayout(rows, ROOM);
  const head = ['container', 'runs', ...kinds];
  const body = rows.map((row, index) => [
    rowName(row),
    `${rowTarget(row)}${rowCommand(row)}`,
    ...(cells[index] ?? []).map((cell) => {
      const { evidence, inode } = cell.cell;
      const number = inode === undefined ? cellText(cell) : String(inode);
      return evidence === 'inferred' ? `≈ ${number}` : number;
    }),
  ]);
  return [
    `## Linux namespaces of ${markdownCell(`${pod.kubeNamespace}/${pod.pod}`)}`,
    '',
    `Context ${markdownCell(pod.context)}, read ${at}. Equal numbers in a column are one namespace; ≈ is inferred from the spec.`,
    '',
    ...table(head, body),
    '',
    ...findings.map((finding) => `- ${markdownCell(finding)}`),
    '',
  ].join('\n');
}

export interface TreeReport {
  readonly pod: PodRef;
  readonly nodes: readonly ContainerNode[];
  readonly history: ProcessHistory;
  readonly at: string;
}

export function treeMarkdown({ pod, nodes, history, at }: TreeReport): string {
  const head = ['command', 'pid', 'user', 'state', 'memory', 'CPU'];
  const lines = (node: ProcessNode, depth: number): readonly (readonly string[])[] => [
    [
      `${'· '.repeat(depth)}${commandWords(node.process)}`,
      pidWords(node.process),
      userWords(node.process),
      stateWords(node.process.state),
      formatBytes(node.process.residentBytes),
      cpuShareWords(history.get(node.key)?.cpu.at(-1)),
    ],
    ...node.children.flatMap((child) => lines(child, depth + 1)),
  ];
  return [
    `## Processes of ${markdownCell(`${pod.kubeNamespace}/${pod.pod}`)}`,
    '',
    `Context ${markdownCell(pod.context)}, read ${at}.`,
    ...nodes.flatMap((container) => [
      '',
      `### ${markdownCell(container.name)}`,
      '',
      ...table(
        head,
        container.children.flatMap((child) => lines(child, 0)),
      ),
    ]),
    '',
  ].join('\n');
}

function table(head: readonly string[], body: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...body.map(line)];
}
