import type { CallTree } from '../../../preload/contract/index.ts';
import { carryRange } from './carry-nodes.ts';
import { readFlameTheme, type FlameTheme } from './flame-theme.ts';
import { blendRange, clampRange, panRange, wholeRange, zoomRange, type WeightRange } from './flame-view.ts';
import { frameColors, type ColorBy } from './frame-colors.ts';
import { shortName } from './frame-names.ts';
import { GAP_PIXELS, paintNames, ROW_PIXELS, type FramePicture } from './paint-frames.ts';
import { paintGround } from './paint-ground.ts';
import type { TreeShape } from './tree-shape.ts';
import { collectVisible, frameAt, VisibleFrameList, type FrameView } from './visible-frames.ts';

/** As long as the page's other motion. */
const MOTION_MS = 120;

/**
 * The picture on its canvas: owns what is shown, and draws at most once per animation frame, whatever changed meanwhile.
 * Everything about React stays outside, so that panning a million nodes renders no component.
 */
export class FlameCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #visible = new VisibleFrameList();
  #shape: TreeShape;
  #colorBy: ColorBy = 'package';
  #colors: Uint8Array = new Uint8Array();
  #names: readonly string[] = [];
  #matches: Uint8Array | undefined;
  #theme: FlameTheme;
  #range: WeightRange;
  #scrollTop = 0;
  #image: ImageData | undefined;
  #pixels = new Uint32Array();
  #width = 0;
  #height = 0;
  #selected = -1;
  #hovered = -1;
  #request = 0;
  #motion: { readonly from: WeightRange; readonly to: WeightRange; readonly startedAt: number } | undefined;

  constructor(canvas: HTMLCanvasElement, shape: TreeShape) {
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (context === null) throw new Error('The browser gives no canvas to draw on.');
    this.#canvas = canvas;
    this.#context = context;
    this.#theme = readFlameTheme(document.documentElement);
    this.#shape = shape;
    this.#range = wholeRange(shape.whole);
    this.#nameFrames(shape.tree);
  }

  get range(): WeightRange {
    return this.#motion?.to ?? this.#range;
  }

  /** Says whether it still shows the same part. */
  setShape(shape: TreeShape): boolean {
    const carried = carryRange(this.range, this.#shape, shape);
    this.#shape = shape;
    this.#range = carried ?? wholeRange(shape.whole);
    this.#motion = undefined;
    this.#selected = -1;
    this.#hovered = -1;
    this.#nameFrames(shape.tree);
    this.invalidate();
    return carried !== undefined;
  }

  setColorBy(by: ColorBy): void {
    if (by === this.#colorBy) return;
    this.#colorBy = by;
    this.#colors = frameColors(this.#shape.tree.frames, by);
    this.invalidate();
  }

  setMatches(matches: Uint8Array | undefined): void {
    this.#matches = matches;
    this.invalidate();
  }

  select(node: number): void {
    this.#selected = node;
    this.invalidate();
  }

  hover(node: number): void {
    if (node === this.#hovered) return;
    this.#hovered = node;
    this.invalidate();
  }

  scrollTo(top: number): void {
    this.#scrollTop = top;
    this.invalidate();
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    const ratio = window.devicePixelRatio;
    this.#canvas.width = Math.max(1, Math.round(width * ratio));
    this.#canvas.height = Math.max(1, Math.round(height * ratio));
    this.#image = this.#context.createImageData(this.#canvas.width, this.#canvas.height);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
    this.#canvas.style.height = `${height}px`;
    this.#draw(performance.now());
  }

  readTheme(): void {
    this.#theme = readFlameTheme(document.documentElement);
    this.invalidate();
  }

  pan(part: number): void {
    this.#show(panRange(this.#range, part, this.#shape.whole));
  }

  zoom(factor: number, anchor: number): void {
    this.#show(zoomRange(this.#range, factor, anchor, this.#shape.whole));
  }

  /** Makes a node as wide as the picture; its callers stay above it. */
  focus(node: number, isInstant: boolean): void {
    const left = this.#shape.startOf(node);
    const to = clampRange({ left, right: left + this.#shape.totalOf(node) }, this.#shape.whole);
    if (isInstant) {
      this.#show(to);
      return;
    }
    this.#motion = { from: this.#range, to, startedAt: performance.now() };
    this.invalidate();
  }

  nodeAt(x: number, y: number): number {
    return frameAt(this.#shape, this.#view(), x, Math.floor((y + this.#scrollTop) / ROW_PIXELS));
  }

  /** Where a node is drawn: pixels from the left edge of the canvas and from the top of all rows. */
  placeOf(node: number): { readonly x: number; readonly width: number; readonly y: number } {
    const span = this.#range.right - this.#range.left;
    const scale = span > 0 ? this.#width / span : 0;
    return {
      x: (this.#shape.startOf(node) - this.#range.left) * scale,
      width: this.#shape.totalOf(node) * scale,
      y: (this.#shape.depth[node] ?? 0) * ROW_PIXELS,
    };
  }

  invalidate(): void {
    if (this.#request !== 0) return;
    this.#request = requestAnimationFrame((now) => {
      this.#request = 0;
      this.#draw(now);
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  #show(range: WeightRange): void {
    this.#motion = undefined;
    this.#range = range;
    this.invalidate();
  }

  #nameFrames(tree: CallTree): void {
    this.#names = tree.frames.map(shortName);
    this.#colors = frameColors(tree.frames, this.#colorBy);
  }

  #view(): FrameView {
    return {
      ...this.#range,
      widthPixels: this.#width,
      firstRow: Math.floor(this.#scrollTop / ROW_PIXELS),
      endRow: Math.ceil((this.#scrollTop + this.#height) / ROW_PIXELS),
    };
  }

  #draw(now: number): void {
    if (this.#motion !== undefined) {
      const { from, to, startedAt } = this.#motion;
      const part = Math.max(0, now - startedAt) / MOTION_MS;
      this.#range = blendRange(from, to, part);
      if (part >= 1) this.#motion = undefined;
      else this.invalidate();
    }
    if (this.#width <= 0 || this.#height <= 0 || this.#image === undefined) return;
    const view = this.#view();
    collectVisible(this.#shape, view, this.#visible);
    const ratio = window.devicePixelRatio;
    const picture: FramePicture = {
      shape: this.#shape,
      visible: this.#visible,
      colors: this.#colors,
      names: this.#names,
      matches: this.#matches,
      selected: this.#selected,
      hovered: this.#hovered,
      firstRow: view.firstRow,
      offset: this.#scrollTop - view.firstRow * ROW_PIXELS,
    };
    paintGround(this.#pixels, this.#theme.grounds, this.#theme.page, picture, {
      widthPixels: this.#image.width,
      heightPixels: this.#image.height,
      ratio,
      rowPixels: ROW_PIXELS,
      gapPixels: GAP_PIXELS,
      firstRow: picture.firstRow,
      offset: picture.offset,
    });
    this.#context.putImageData(this.#image, 0, 0);
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintNames(this.#context, this.#theme, picture);
  }
}
