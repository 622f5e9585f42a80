import type { Cell } from '../../../../preload/contract/index.ts';
import { maskSecrets } from '../../find/mask-secrets.ts';

/** Events of name and value, of which the value may be a secret. */
const PAIRS = new Set(['jdk.InitialEnvironmentVariable', 'jdk.InitialSystemProperty', 'jdk.StringFlag']);
/** Fields that are command lines. */
const COMMAND_LINES = new Set(['jvmArguments', 'jvmFlags', 'javaArguments', 'commandLine']);

/** A row of an event without what looks like a secret: the file has it, the window does not need it. */
export function maskCells(
  type: string,
  columns: readonly { readonly name: string }[],
  row: readonly Cell[],
): readonly Cell[] {
  const valueOf = (name: string): Cell => row[columns.findIndex((column) => column.name === name)] ?? null;
  return row.map((cell, index) => {
    const name = columns[index]?.name ?? '';
    if (typeof cell !== 'string') return cell;
    if (COMMAND_LINES.has(name)) return maskSecrets(cell.split(' ')).join(' ');
    if (!PAIRS.has(type) || name !== 'value') return cell;
    const key = String(valueOf('key') ?? valueOf('name') ?? '').replaceAll(/[\s=]/g, '');
    const [masked = ''] = maskSecrets([`-D${key}=${cell}`]);
    return masked.slice(key.length + 3);
  });
}
