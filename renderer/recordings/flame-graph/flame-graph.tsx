import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';

import { ContextMenu, VisuallyHidden, type MenuEntry } from '../../ui/index.ts';
import type { ColorBy } from './frame-colors.ts';
import { ROW_PIXELS } from './paint-frames.ts';
import type { TreeShape } from './tree-shape.ts';
import { useFlameCanvas } from './use-flame-canvas.ts';
import { nextNode } from './walk-frames.ts';
import './flame-graph.css';

export interface FlameGraphProps {
  readonly label: string;
  readonly shape: TreeShape;
  readonly colorBy: ColorBy;
  /** 1 for each frame that a search found; the others fade. */
  readonly matches: Uint8Array | undefined;
  readonly selected: number;
  readonly onSelect: (node: number) => void;
  /** One line for screen readers. */
  readonly describe: (node: number) => string;
  /** For the pointer. */
  readonly tooltip: (node: number) => ReactNode;
  readonly menu: (node: number) => readonly MenuEntry[];
}

/** Farther than a hand trembles. */
const DRAG_PIXELS = 4;
const ZOOM_STEP = 0.75;
const PAN_STEP = 0.2;
const TOOLTIP_OFFSET = 14;

interface Hover {
  /** A node of one tree means nothing in another. */
  readonly shape: TreeShape;
  readonly node: number;
  readonly x: number;
  readonly y: number;
}

interface Drag {
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
  isMoving: boolean;
}

/**
 * A call tree as a picture: each frame as wide as its weight, callers above callees. Pointer: drag moves, Ctrl and wheel zoom,
 * a double click makes a frame as wide as the picture. Keyboard: see the hidden help below.
 */
export function FlameGraph(props: FlameGraphProps): ReactElement {
  const { shape, selected, onSelect, describe, tooltip, menu } = props;
  const help = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvasElement = useRef<HTMLCanvasElement>(null);
  const canvas = useFlameCanvas({ ...props, scroller, element: canvasElement });
  const [hover, setHover] = useState<Hover>();
  const drag = useRef<Drag>(undefined);
  const isReduced = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  const nodeAt = (event: { readonly clientX: number; readonly clientY: number }): number => {
    const box = canvasElement.current?.getBoundingClientRect();
    if (box === undefined) return -1;
    return canvas.current?.nodeAt(event.clientX - box.left, event.clientY - box.top) ?? -1;
  };
  const showHover = (event: PointerEvent): void => {
    const node = nodeAt(event);
    canvas.current?.hover(node);
    setHover(node < 0 ? undefined : { shape, node, x: event.clientX, y: event.clientY });
  };
  const moveBy = (event: PointerEvent, held: Drag): void => {
    const box = scroller.current;
    if (box === null) return;
    if (!held.isMoving && Math.hypot(event.clientX - held.startX, event.clientY - held.startY) < DRAG_PIXELS) return;
    if (!held.isMoving) event.currentTarget.setPointerCapture(event.pointerId);
    held.isMoving = true;
    canvas.current?.pan((held.x - event.clientX) / Math.max(1, box.clientWidth));
    box.scrollTop += held.y - event.clientY;
    held.x = event.clientX;
    held.y = event.clientY;
    setHover(undefined);
  };

  /** Scrolls and moves the least that shows the node. */
  const reveal = (node: number): void => {
    const box = scroller.current;
    const shown = canvas.current;
    if (box === null || shown === null) return;
    const { x, width, y } = shown.placeOf(node);
    if (y < box.scrollTop) box.scrollTop = y;
    if (y + ROW_PIXELS > box.scrollTop + box.clientHeight) box.scrollTop = y + ROW_PIXELS - box.clientHeight;
    if (width < 2 || x + width < 0 || x > box.clientWidth) shown.focus(Math.max(shape.parentOf(node), 0), isReduced());
  };
  const focus = (node: number): void => canvas.current?.focus(node, isReduced());
  const isZoomed = (): boolean => {
    const range = canvas.current?.range;
    return range !== undefined && range.right - range.left < shape.whole;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && selected >= 0) focus(selected);
    else if (event.key === 'Escape' && isZoomed()) focus(0);
    else if (event.key === 'Escape' && selected >= 0) onSelect(-1);
    else if (event.key === '+' || event.key === '=') canvas.current?.zoom(ZOOM_STEP, 0.5);
    else if (event.key === '-') canvas.current?.zoom(1 / ZOOM_STEP, 0.5);
    else if (event.shiftKey && event.key === 'ArrowLeft') canvas.current?.pan(-PAN_STEP);
    else if (event.shiftKey && event.key === 'ArrowRight') canvas.current?.pan(PAN_STEP);
    else if (/^(Arrow(Up|Down|Left|Right)|Home)$/.test(event.key)) {
      const next = selected < 0 ? 0 : nextNode(shape, selected, event.key);
      onSelect(next);
      reveal(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const rows = shape.deepest + 1;
  return (
    <ContextMenu label="Actions for this frame" entries={menu(Math.max(selected, 0))}>
      <div
        ref={scroller}
        className="flame-graph"
        role="application"
        aria-roledescription="flame graph"
        aria-label={props.label}
        aria-describedby={help}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          canvas.current?.scrollTo(event.currentTarget.scrollTop);
          setHover(undefined);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) {
            const node = nodeAt(event);
            if (node >= 0) onSelect(node);
            return;
          }
          drag.current = {
            startX: event.clientX,
            startY: event.clientY,
            x: event.clientX,
            y: event.clientY,
            isMoving: false,
          };
        }}
        onPointerMove={(event) => {
          if (drag.current === undefined) showHover(event);
          else moveBy(event, drag.current);
        }}
        onPointerUp={(event) => {
          if (drag.current?.isMoving === false) onSelect(nodeAt(event));
          drag.current = undefined;
        }}
        onPointerCancel={() => (drag.current = undefined)}
        onPointerLeave={() => {
          canvas.current?.hover(-1);
          setHover(undefined);
        }}
        onDoubleClick={(event) => {
          const node = nodeAt(event);
          if (node >= 0) focus(node);
        }}
      >
        <div className="flame-graph-rows" style={{ height: rows * ROW_PIXELS }} />
        <canvas ref={canvasElement} className="flame-graph-canvas" aria-hidden />
      </div>
      <VisuallyHidden id={help}>
        Down goes to the heaviest callee, up to the caller, left and right to its neighbours. Enter makes the frame as
        wide as the picture, Escape shows all again, plus and minus zoom. The call tree shows the same as a table.
      </VisuallyHidden>
      <VisuallyHidden role="status">{selected < 0 ? '' : describe(selected)}</VisuallyHidden>
      {hover?.shape !== shape ? undefined : <HoverCard hover={hover}>{tooltip(hover.node)}</HoverCard>}
    </ContextMenu>
  );
}

/** Beside the pointer, on the side where there is room. */
function HoverCard({ hover, children }: { readonly hover: Hover; readonly children: ReactNode }): ReactElement {
  const isRight = hover.x > window.innerWidth / 2;
  const isLow = hover.y > window.innerHeight / 2;
  return (
    <div
      className="flame-graph-tooltip"
      aria-hidden
      style={{
        ...(isRight ? { right: window.innerWidth - hover.x + TOOLTIP_OFFSET } : { left: hover.x + TOOLTIP_OFFSET }),
        ...(isLow ? { bottom: window.innerHeight - hover.y + TOOLTIP_OFFSET } : { top: hover.y + TOOLTIP_OFFSET }),
      }}
    >
      {children}
    </div>
  );
}
