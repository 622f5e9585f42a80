import { diffLines as changesOfLines } from 'diff';

export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Lines left out between two changes. */
export interface DiffGap {
  readonly skipped: number;
}

export function diffLines(before: string, after: string): readonly DiffLine[] {
  return changesOfLines(endLine(before), endLine(after)).flatMap(({ value, added, removed }) => {
    const sign = added ? '+' : removed ? '-' : ' ';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ sign, text }));
  });
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
