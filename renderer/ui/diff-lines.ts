import { diffLines as changesOfLines } from 'diff';

export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Lines left out between two changes. */
export interface DiffGap {
  readonly skipped: number;
}

/** The time grows with the square of it: two thousand changed lines take a third of a second. */
const EDIT_LIMIT = 2_000;

/** The shortest difference; of texts that have next to nothing in common only where they begin and end to differ. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [one, other] = [endLine(before), endLine(after)];
  const changes = changesOfLines(one, other, { maxEditLength: EDIT_LIMIT });
  if (changes === undefined) return outerLines(linesOf(one), linesOf(other));
  return changes.flatMap(({ value, added, removed }) => {
    const sign = added ? '+' : removed ? '-' : ' ';
    return linesOf(value).map((text): DiffLine => ({ sign, text }));
  });
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}

function outerLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const lines = (texts: readonly string[], sign: DiffLine['sign']): readonly DiffLine[] =>
    texts.map((text) => ({ sign, text }));
  return [
    ...lines(before.slice(0, start), ' '),
    ...lines(before.slice(start, before.length - end), '-'),
    ...lines(after.slice(start, after.length - end), '+'),
    ...lines(after.slice(after.length - end), ' '),
  ];
}

/** Otherwise a last line differs from the same line with another one after it. */
function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** Keeps `context` unchanged lines around each change and counts the rest. */
export function foldUnchanged(lines: readonly DiffLine[], context: number): readonly (DiffLine | DiffGap)[] {
  const isNear = lines.map(() => false);
  lines.forEach(({ sign }, index) => {
    if (sign !== ' ') isNear.fill(true, Math.max(0, index - context), index + context + 1);
  });
  const folded: (DiffLine | DiffGap)[] = [];
  let skipped = 0;
  lines.forEach((line, index) => {
    if (isNear[index] !== true) {
      skipped += 1;
      return;
    }
    if (skipped > 0) folded.push({ skipped });
    skipped = 0;
    folded.push(line);
  });
  if (skipped > 0) folded.push({ skipped });
  return folded;
}
