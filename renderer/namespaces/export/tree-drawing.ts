import type { PodRef } from '../../../preload/contract/index.ts';
import { formatBytes } from '../../ui/index.ts';
import type { ProcessHistory } from '../live/process-history.ts';
import type { ContainerNode, ProcessNode } from '../process-tree.ts';
import { commandWords, cpuShareWords, pidWords, stateWords, userWords } from '../process-words.ts';
import { cutText, type Drawing, type Shape } from './drawing.ts';
import type { ThemeColors } from './theme-colors.ts';

export interface TreePicture {
  readonly pod: PodRef;
  readonly nodes: readonly ContainerNode[];
  readonly history: ProcessHistory;
  readonly at: string;
}

const MARGIN = 24;
const HEADING = 72;
const ROW = 24;
const INDENT = 16;
/** A picture of more rows is not looked at; it says how many are left out. */
const ROW_LIMIT = 300;
const COLUMNS = { pid: 560, user: 640, state: 664, memory: 840, cpu: 920 } as const;
const WIDTH = 968;

interface Line {
  readonly depth: number;
  readonly text: string;
  readonly node?: ProcessNode;
}

/** The tree as it is shown, without its graphs. */
export function treeDrawing({ pod, nodes, history, at }: TreePicture): (colors: ThemeColors) => Drawing {
  return (colors) => {
    const all: Line[] = nodes.flatMap(({ name, children, processes }) => [
      { depth: 0, text: `${name}  ${String(processes.length)}` },
      ...children.flatMap((child) => linesOf(child, 1)),
    ]);
    const shown = all.slice(0, ROW_LIMIT);
    const title = `Processes of ${pod.kubeNamespace}/${pod.pod}`;
    const more = all.length - shown.length;
    const header = MARGIN + HEADING - 12;
    const column = (x: number, text: string, anchor: 'start' | 'end'): Shape => ({
      type: 'text',
      x,
      y: header,
      text,
      fill: colors.muted,
      size: 12,
      anchor,
    });
    const shapes: Shape[] = [
      { type: 'text', x: MARGIN, y: MARGIN + 12, text: cutText(title, 110), fill: colors.text, size: 15, weight: 600 },
      {
        type: 'text',
        x: MARGIN,
        y: MARGIN + 30,
        text: cutText(`context ${pod.context}, read ${at}`, 130),
        fill: colors.muted,
        size: 12,
      },
      column(MARGIN, 'Command', 'start'),
      column(COLUMNS.pid, 'Pid', 'end'),
      column(COLUMNS.user, 'User', 'end'),
      column(COLUMNS.state, 'State', 'start'),
      column(COLUMNS.memory, 'Memory', 'end'),
      column(COLUMNS.cpu, 'CPU', 'end'),
      ...shown.flatMap((line, index) => lineShapes(line, MARGIN + HEADING + index * ROW, history, colors)),
      ...(more === 0
        ? []
        : [
            column(MARGIN, '', 'start'),
            {
              type: 'text' as const,
              x: MARGIN,
              y: MARGIN + HEADING + shown.length * ROW + 16,
              text: `and ${String(more)} more`,
              fill: colors.muted,
              size: 12,
            },
          ]),
    ];
    return {
      width: WIDTH,
      height: MARGIN * 2 + HEADING + (shown.length + 1) * ROW,
      ground: colors.page,
      title,
      shapes,
    };
  };
}

function linesOf(node: ProcessNode, depth: number): readonly Line[] {
  return [
    { depth, text: commandWords(node.process), node },
    ...node.children.flatMap((child) => linesOf(child, depth + 1)),
  ];
}

/** Of the command, in the mono font's width. */
const COMMAND_CHARACTERS = 66;

function lineShapes(
  { depth, text, node }: Line,
  y: number,
  history: ProcessHistory,
  colors: ThemeColors,
): readonly Shape[] {
  const baseline = y + 16;
  const indent = Math.min(depth, 12) * INDENT;
  const command: Shape = {
    type: 'text',
    x: MARGIN + indent,
    y: baseline,
    text: cutText(text, COMMAND_CHARACTERS - Math.round(indent / 7)),
    fill: colors.text,
    size: node === undefined ? 13 : 12,
    ...(node === undefined ? { weight: 600 } : { isMono: true }),
  };
  if (node === undefined) {
    return [
      {
        type: 'line',
        points: [
          [MARGIN, y],
          [WIDTH - MARGIN, y],
        ],
        stroke: colors.border,
        lineWidth: 1,
      },
      command,
    ];
  }
  const { process, key } = node;
  const cell = (x: number, value: string, anchor: 'start' | 'end'): Shape => ({
    type: 'text',
    x,
    y: baseline,
    text: cutText(value, 24),
    fill: colors.muted,
    size: 12,
    anchor,
  });
  return [
    command,
    cell(COLUMNS.pid, pidWords(process), 'end'),
    cell(COLUMNS.user, userWords(process), 'end'),
    cell(COLUMNS.state, stateWords(process.state), 'start'),
    cell(COLUMNS.memory, formatBytes(process.residentBytes), 'end'),
    cell(COLUMNS.cpu, cpuShareWords(history.get(key)?.cpu.at(-1)), 'end'),
  ];
}
