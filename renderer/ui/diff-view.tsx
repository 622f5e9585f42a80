import type { ReactElement } from 'react';
import { useMemo } from 'react';

import { showControlCharacters } from './control-pictures.ts';
import type { DiffLine } from './diff-lines.ts';
import { diffLines, foldUnchanged } from './diff-lines.ts';
import './code-block.css';

export type DiffViewProps = {
  readonly label: string;
  /** Unchanged lines kept around a change; all of them without it. */
  readonly context?: number;
} & ({ readonly before: string; readonly after: string } | { readonly lines: readonly DiffLine[] });

export function DiffView(props: DiffViewProps): ReactElement {
  const { label, context = Number.MAX_SAFE_INTEGER } = props;
  const given = 'lines' in props ? props.lines : undefined;
  const [before, after] = 'lines' in props ? ['', ''] : [props.before, props.after];
  const shown = useMemo(
    () => foldUnchanged(given ?? diffLines(before, after), context),
    [given, before, after, context],
  );
  return (
    <div className="ui-diff" role="group" aria-label={label} tabIndex={0}>
      <div className="ui-diff-lines">
        {shown.map((line, index) =>
          'skipped' in line ? (
            <div key={index} className="ui-diff-gap">
              {line.skipped === 1 ? '… 1 unchanged line' : `… ${line.skipped} unchanged lines`}
            </div>
          ) : (
            <div key={index} className="ui-diff-line" data-sign={line.sign}>
              {showControlCharacters(line.text)}
            </div>
          ),
        )}
        {shown.length === 0 ? <div className="ui-diff-gap">Nothing changes</div> : undefined}
      </div>
    </div>
  );
}
