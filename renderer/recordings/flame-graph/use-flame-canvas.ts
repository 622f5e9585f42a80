import { useEffect, useRef, type RefObject } from 'react';

import { onThemeChange } from '../../ui/index.ts';
import { FlameCanvas } from './flame-canvas.ts';
import type { ColorBy } from './frame-colors.ts';
import type { TreeShape } from './tree-shape.ts';

export interface FlameCanvasOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly element: RefObject<HTMLCanvasElement | null>;
  readonly shape: TreeShape;
  readonly colorBy: ColorBy;
  readonly matches: Uint8Array | undefined;
  readonly selected: number;
}

/** How much one notch of a wheel zooms: its distance is about 100. */
const ZOOM_BY_WHEEL = 1.0025;

/** Makes the picture, keeps it as large as its place, and hands on what changes. */
export function useFlameCanvas(options: FlameCanvasOptions): RefObject<FlameCanvas | null> {
  const { scroller, element, shape, colorBy, matches, selected } = options;
  const canvas = useRef<FlameCanvas>(null);
  const first = useRef(shape);

  useEffect(() => {
    const [box, drawing] = [scroller.current, element.current];
    if (box === null || drawing === null) return undefined;
    const picture = new FlameCanvas(drawing, first.current);
    canvas.current = picture;
    const observer = new ResizeObserver(() => picture.resize(box.clientWidth, box.clientHeight));
    observer.observe(box);
    const endTheme = onThemeChange(window, () => picture.readTheme());
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.metaKey) {
        const at = (event.clientX - box.getBoundingClientRect().left) / Math.max(1, box.clientWidth);
        picture.zoom(ZOOM_BY_WHEEL ** event.deltaY, at);
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        picture.pan((event.deltaX === 0 ? event.deltaY : event.deltaX) / Math.max(1, box.clientWidth));
      } else return;
      event.preventDefault();
    };
    // React's own listeners are passive: the page would zoom as well.
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      endTheme();
      box.removeEventListener('wheel', onWheel);
      picture.dispose();
      canvas.current = null;
    };
  }, [scroller, element]);

  useEffect(() => {
    if (first.current === shape) return;
    first.current = shape;
    const isSamePart = canvas.current?.setShape(shape) ?? false;
    if (!isSamePart) scroller.current?.scrollTo(0, 0);
  }, [shape, scroller]);
  useEffect(() => canvas.current?.setColorBy(colorBy), [colorBy]);
  useEffect(() => canvas.current?.setMatches(matches), [matches]);
  useEffect(() => canvas.current?.select(selected), [selected]);
  return canvas;
}
