import type { EventDetail, StackLine } from '../../../../preload/contract/index.ts';
import type { JfrValue } from '../format/decode-value.ts';
import type { Recording } from '../recording.ts';
import { cellOf, framesOf, methodParts, valueAt } from './cell.ts';
import { maskCells } from './mask-cells.ts';
import { fieldsOf, scanEvents } from './scan-events.ts';

/** A field that is longer is a text that somebody put there to be long. */
const CHARACTERS = 1_000_000;
const FRAMES_SHOWN = 4096;

/** One event with all its fields, and its stack. Nothing where there is no such event. */
export async function eventDetail(
  recording: Recording,
  { type, event: wanted }: { readonly type: string; readonly event: number },
  signal: AbortSignal,
): Promise<EventDetail | undefined> {
  let detail: EventDetail | undefined;
  await scanEvents(
    recording,
    type,
    (scanned, { at, ordinal }) => {
      if (ordinal < wanted) return 'more';
      const columns = [...scanned.columns.values()];
      const event = fieldsOf(scanned, at, new Set(columns.map(({ path }) => path[0] ?? '')));
      const context = { ...scanned.context, characters: CHARACTERS };
      const stack = columns.find(({ kind }) => kind === 'stack');
      const lines = stack === undefined ? [] : stackLines(valueAt(event, stack.path));
      const shown = columns.filter(({ kind }) => kind !== 'stack');
      const cells = maskCells(
        type,
        shown,
        shown.map((column) => cellOf(valueAt(event, column.path), column, context)),
      );
      detail = {
        type,
        fields: shown.map(({ name, label, kind }, index) => ({ name, label, kind, value: cells[index] ?? null })),
        ...(stack === undefined || lines.length === 0
          ? {}
          : { stack: { lines, truncated: valueAt(event, [...stack.path, 'truncated']) === true } }),
      };
      return 'enough';
    },
    signal,
  );
  return detail;
}

function stackLines(stack: JfrValue): readonly StackLine[] {
  return framesOf(stack)
    .slice(0, FRAMES_SHOWN)
    .map(({ method, lineNumber, type }) => ({
      ...methodParts(method),
      line: typeof lineNumber === 'number' ? lineNumber : -1,
      kind: typeof type === 'string' ? type : '',
    }));
}
