import type { NamespaceRow, PodRef } from '../../../preload/contract/index.ts';
import { cellText } from '../layout/cell-text.ts';
import { columnLeft, laneOf, MAP, mapLayout, type CellColor, type MapCell } from '../layout/map-layout.ts';
import { rowCommand, rowName, rowTarget } from '../row-name.ts';
import { cellKey } from '../what-if.ts';
import { cutText, type Drawing, type Shape } from './drawing.ts';
import type { ThemeColors } from './theme-colors.ts';

export interface MapPicture {
  readonly pod: PodRef;
  readonly rows: readonly NamespaceRow[];
  readonly at: string;
  readonly added?: ReadonlySet<string> | undefined;
  readonly changed?: ReadonlySet<string> | undefined;
}

/** Room for which the map is laid out, whatever the window's width. */
const ROOM = 900;
const MARGIN = 24;
const HEADING = 48;
const LABEL_CHARACTERS = 26;

/** The map as the window shows it, with the pod's name and the time above it. */
export function mapDrawing({ pod, rows, at, changed }: MapPicture): (colors: ThemeColors) => Drawing {
  return (colors) => {
    const layout = mapLayout(rows, ROOM);
    const title = `Linux namespaces of ${pod.kubeNamespace}/${pod.pod}`;
    const left = MARGIN;
    const top = MARGIN + HEADING;
    const ofColor = (color: CellColor): { readonly fill: string; readonly on: string } =>
      color === 'alone'
        ? { fill: colors.border, on: colors.muted }
        : color === 'node'
          ? { fill: colors.node, on: colors.text }
          : (colors.spaces[color] ?? { fill: colors.border, on: colors.text });
    const shapes: Shape[] = [
      { type: 'text', x: left, y: MARGIN + 12, text: cutText(title, 110), fill: colors.text, size: 15, weight: 600 },
      {
        type: 'text',
        x: left,
        y: MARGIN + 30,
        text: cutText(`context ${pod.context}, read ${at}`, 130),
        fill: colors.muted,
        size: 12,
      },
      ...layout.kinds.map((kind, column): Shape => ({
        type: 'text',
        x: left + columnLeft(column, layout) + layout.cellWidth / 2,
        y: top + 12,
        text: kind,
        fill: colors.text,
        size: 13,
        anchor: 'middle',
      })),
      ...layout.joints.map((joint): Shape => {
        const x = left + columnLeft(joint.column, layout);
        const [from, to] = [joint.from, joint.to].map((row) => top + MAP.header + row * MAP.rowHeight);
        const middle = MAP.cellHeight / 2;
        const lane = laneOf(x + layout.cellWidth, joint.order);
        const [start = 0, end = 0] = [from, to];
        return {
          type: 'line',
          points: joint.around
            ? [
                [x + layout.cellWidth, start + middle],
                [lane, start + middle],
                [lane, end + middle],
                [x + layout.cellWidth, end + middle],
              ]
            : [
                [x + layout.cellWidth / 2, start + MAP.cellHeight],
                [x + layout.cellWidth / 2, end],
              ],
          stroke: ofColor(joint.color).fill,
          lineWidth: joint.around ? MAP.lane : MAP.joint,
          ...(joint.certain ? {} : { dash: [3, 3] }),
        };
      }),
      ...rows.flatMap((row, index): readonly Shape[] => {
        const y = top + MAP.header + index * MAP.rowHeight;
        return [
          {
            type: 'text',
            x: left,
            y: y + 14,
            text: cutText(rowName(row), LABEL_CHARACTERS),
            fill: colors.text,
            size: 13,
            weight: 500,
          },
          {
            type: 'text',
            x: left,
            y: y + 30,
            text: cutText(`${rowTarget(row)}${rowCommand(row)}`, LABEL_CHARACTERS),
            fill: colors.muted,
            size: 12,
          },
        ];
      }),
      ...layout.cells.flat().flatMap((cell): readonly Shape[] => {
        const container = rows[cell.row]?.container ?? '';
        return cellShapes(cell, {
          left,
          top,
          width: layout.cellWidth,
          ...ofColor(cell.color),
          colors,
          isChanged: changed?.has(cellKey(container, cell.cell.kind)) === true,
        });
      }),
    ];
    return {
      width: layout.width + 2 * MARGIN,
      height: top + layout.height + MARGIN,
      ground: colors.page,
      title,
      shapes,
    };
  };
}

function cellShapes(
  cell: MapCell,
  look: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly fill: string;
    readonly on: string;
    readonly colors: ThemeColors;
    readonly isChanged: boolean;
  },
): readonly Shape[] {
  const { left, top, width, fill, on, colors, isChanged } = look;
  const { evidence } = cell.cell;
  const [x, y] = [left + cell.x, top + cell.y];
  const isFilled = evidence === 'kernel' && cell.color !== 'alone';
  const isDashed = evidence === 'inferred' || cell.color === 'alone';
  return [
    {
      type: 'rect',
      x,
      y,
      width,
      height: MAP.cellHeight,
      radius: 6,
      fill: isFilled ? fill : colors.page,
      ...(isFilled
        ? {}
        : { stroke: evidence === 'inferred' ? fill : colors.border, ...(isDashed ? { dash: [4, 3] } : {}) }),
    },
    ...(isChanged
      ? [
          {
            type: 'rect' as const,
            x: x - 3,
            y: y - 3,
            width: width + 6,
            height: MAP.cellHeight + 6,
            radius: 8,
            stroke: colors.accent,
            lineWidth: 2,
          },
        ]
      : []),
    {
      type: 'text',
      x: x + width / 2,
      y: y + 21,
      text: `${evidence === 'inferred' ? '≈ ' : ''}${cellText(cell)}`,
      fill: isFilled ? on : colors.muted,
      size: 12,
      isMono: evidence === 'kernel' || evidence === 'inferred',
      anchor: 'middle',
    },
  ];
}
