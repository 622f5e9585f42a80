/** Where the threads of a circle are drawn, and the arrows between them. Pure. */
export interface DrawnThread {
  readonly x: number;
  readonly y: number;
}

export interface DrawnArrow {
  readonly path: string;
  /** Of the lock's name. */
  readonly labelX: number;
  readonly labelY: number;
}

export interface DeadlockLayout {
  readonly width: number;
  readonly height: number;
  readonly threads: readonly DrawnThread[];
  /** From each thread to the next one, the last to the first. */
  readonly arrows: readonly DrawnArrow[];
}

export const BOX = { width: 168, height: 32 } as const;
const MARGIN = 24;
const GAP = 6;

export function layOutDeadlock(count: number): DeadlockLayout {
  const radiusX = count <= 2 ? 170 : 120 + 36 * count;
  const radiusY = count <= 2 ? 0 : 60 + 22 * count;
  const width = 2 * (radiusX + BOX.width / 2 + MARGIN);
  const height = 2 * (radiusY + BOX.height / 2 + MARGIN);
  const threads = Array.from({ length: count }, (_, index): DrawnThread => {
    const angle = Math.PI + (2 * Math.PI * index) / count;
    return { x: round(width / 2 + radiusX * Math.cos(angle)), y: round(height / 2 + radiusY * Math.sin(angle)) };
  });
  const arrows = threads.map((from, index): DrawnArrow => {
    const to = threads[(index + 1) % count] ?? from;
    return arrow(from, to);
  });
  return { width, height, threads, arrows };
}

/** Bent outwards, so that the way there and the way back of two threads are two lines. */
function arrow(from: DrawnThread, to: DrawnThread): DrawnArrow {
  const middleX = (from.x + to.x) / 2;
  const middleY = (from.y + to.y) / 2;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  // To the left of its direction, which is outwards as the threads go round.
  const bend = 44;
  const bendX = middleX + (dy / length) * bend;
  const bendY = middleY - (dx / length) * bend;
  const start = edge(from, bendX, bendY);
  const end = edge(to, bendX, bendY);
  return {
    path: `M ${start.x} ${start.y} Q ${round(bendX)} ${round(bendY)} ${end.x} ${end.y}`,
    labelX: round((middleX + bendX) / 2),
    labelY: round((middleY + bendY) / 2),
  };
}

/** Where a line from the middle of a box towards a point leaves it. */
function edge({ x, y }: DrawnThread, towardsX: number, towardsY: number): DrawnThread {
  const [dx, dy] = [towardsX - x, towardsY - y];
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : (BOX.width / 2 + GAP) / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : (BOX.height / 2 + GAP) / Math.abs(dy),
  );
  return Number.isFinite(scale) ? { x: round(x + dx * scale), y: round(y + dy * scale) } : { x, y };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
