import { useState, type ReactElement } from 'react';

import type { EventColumn, FieldHistogram, RecordingScope } from '../../../preload/contract/index.ts';
import { Select } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { formatCount } from '../format-figures.ts';
import { ShareBar } from '../share-bar.tsx';
import { useAnswer } from '../use-answer.ts';
import type { EventFilter } from './event-filter.ts';
import { cellText } from './cell-text.ts';

export interface HistogramProps {
  readonly question: {
    readonly scope: RecordingScope;
    readonly type: string;
    readonly filters: readonly EventFilter[];
  };
  readonly columns: readonly EventColumn[];
}

/** How often which values of a column came. */
export function Histogram({ question, columns }: HistogramProps): ReactElement {
  const { scope, type, filters } = question;
  const [chosen, setChosen] = useState<string>();
  const column =
    columns.find(({ name }) => name === chosen) ?? columns.find(({ kind }) => kind === 'milliseconds') ?? columns[0];
  const name = column?.name ?? '';
  const histogram = useAnswer(
    ['histogram', question, name],
    (api, signal) =>
      api.recordings.histogram({ ...scope, type, filters: [...filters], column: name, buckets: 24 }, { signal }),
    column !== undefined,
  );
  return (
    <div className="histogram">
      <Select
        label="Column"
        value={name}
        onChange={setChosen}
        options={columns.filter(({ kind }) => kind !== 'stack').map((each) => ({ id: each.name, title: each.label }))}
      />
      <Answer query={histogram} what="Counting values">
        {(data) => <Bars data={data} />}
      </Answer>
    </div>
  );
}

function Bars({ data }: { readonly data: FieldHistogram }): ReactElement {
  const { kind, label } = data.column;
  const rows =
    data.buckets.length > 0
      ? data.buckets.map(({ from, to, count }) => ({ text: `${cellText(from, kind)} to ${cellText(to, kind)}`, count }))
      : data.values.map(({ value, count }) => ({ text: value === '' ? 'none' : value, count }));
  const highest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <>
      <table className="histogram-bars" aria-label={`How often which ${label}`}>
        <tbody>
          {rows.map(({ text, count }, index) => (
            <tr key={index}>
              <th scope="row" title={text}>
                {text}
              </th>
              <td>
                <span className="histogram-bar" aria-hidden style={{ width: `${(count / highest) * 100}%` }} />
              </td>
              <td>
                <ShareBar share={data.events === 0 ? 0 : count / data.events} text={formatCount(count)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.omitted > 0 ? (
        <p className="recording-count">{formatCount(data.omitted)} further values are left out.</p>
      ) : undefined}
    </>
  );
}
