/** Which part of the width is shown: pure moves of a range of weight. */

export interface WeightRange {
  readonly left: number;
  readonly right: number;
}

/** So far in that one sample of a million is as wide as the screen; further in numbers lose their meaning. */
const LEAST_PART = 1e-9;

export function wholeRange(whole: number): WeightRange {
  return { left: 0, right: whole };
}

export function clampRange({ left, right }: WeightRange, whole: number): WeightRange {
  const span = Math.min(Math.max(right - left, whole * LEAST_PART), whole);
  const start = Math.min(Math.max(left, 0), whole - span);
  return { left: start, right: start + span };
}

/** `factor` below 1 comes nearer; the weight at `anchor` (0 left edge, 1 right edge) stays where it is. */
export function zoomRange(range: WeightRange, factor: number, anchor: number, whole: number): WeightRange {
  const span = range.right - range.left;
  const fixed = range.left + span * anchor;
  const next = Math.min(Math.max(span * factor, whole * LEAST_PART), whole);
  return clampRange({ left: fixed - next * anchor, right: fixed + next * (1 - anchor) }, whole);
}

/** Moves by a part of what is shown. */
export function panRange(range: WeightRange, part: number, whole: number): WeightRange {
  const step = (range.right - range.left) * part;
  return clampRange({ left: range.left + step, right: range.right + step }, whole);
}

/** Between two ranges; 0 is the first. */
export function blendRange(from: WeightRange, to: WeightRange, part: number): WeightRange {
  if (part >= 1) return to;
  const eased = 1 - (1 - part) ** 3;
  return {
    left: from.left + (to.left - from.left) * eased,
    right: from.right + (to.right - from.right) * eased,
  };
}
