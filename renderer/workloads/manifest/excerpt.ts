export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  readonly isMeant: boolean;
}

const LINES_AROUND = 2;
/** A line of a manifest that was minified can be megabytes long. */
const LINE_LIMIT = 200;

/** The lines of a text around the one that is meant (from 1 on). */
export function excerpt(text: string, line: number): readonly ExcerptLine[] {
  const lines = text.split(/\r?\n/);
  const meant = Math.min(Math.max(line, 1), lines.length);
  const first = Math.max(1, meant - LINES_AROUND);
  return lines.slice(first - 1, meant + LINES_AROUND).map((content, index) => ({
    number: first + index,
    text: content.length > LINE_LIMIT ? `${content.slice(0, LINE_LIMIT)}…` : content,
    isMeant: first + index === meant,
  }));
}
