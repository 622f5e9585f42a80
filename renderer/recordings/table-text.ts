/** A table as text for other programs. */

export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** RFC 4180, with a line of names. What a spreadsheet would take for a formula gets an apostrophe before it. */
export function toCsv({ columns, rows }: TextTable): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Objects by column name: what `jq` likes. */
export function toJson({ columns, rows }: TextTable): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
  return `${JSON.stringify(objects, undefined, 2)}\n`;
}

/** For the clipboard: a spreadsheet takes it as cells. */
export function toTabs({ columns, rows }: TextTable): string {
  return [columns, ...rows]
    .map((row) => row.map((cell) => plain(cell).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

function csvCell(cell: string | number | boolean | null): string {
  const text = plain(cell);
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function plain(cell: string | number | boolean | null): string {
  return cell === null ? '' : String(cell);
}
