import type { ReactElement } from 'react';

import type { EventDetail } from '../../../preload/contract/index.ts';
import { CopyButton, IconButton, InertText, KeyValues, X } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { MethodName } from '../method-name.tsx';
import type { RecordingSelection } from '../recording-selection.ts';
import { useAnswer } from '../use-answer.ts';
import { cellText } from './cell-text.ts';

export interface EventDetailsProps {
  readonly page: RecordingSelection;
  readonly type: string;
  readonly event: number;
  readonly onClose: () => void;
}

/** One event whole: all its fields and its stack. */
export function EventDetails({ page, type, event, onClose }: EventDetailsProps): ReactElement {
  const { recording } = page;
  const detail = useAnswer(['event', recording, type, event], (api, signal) =>
    api.recordings.event({ recording, type, event }, { signal }),
  );
  return (
    <aside className="event-details" aria-label="The selected event">
      <header>
        <h3>{type}</h3>
        <IconButton size="small" icon={X} label="Close" onPress={onClose} />
      </header>
      <Answer query={detail} what="Reading the event">
        {(data) => <Fields detail={data} />}
      </Answer>
    </aside>
  );
}

function Fields({ detail }: { readonly detail: EventDetail }): ReactElement {
  const { stack } = detail;
  return (
    <>
      <KeyValues
        items={detail.fields
          .filter(({ kind }) => kind !== 'stack')
          .map(({ name, label, kind, value }) => ({
            key: label === '' ? name : label,
            value: value === null ? <em>none</em> : <InertText text={cellText(value, kind)} />,
          }))}
      />
      {stack === undefined ? undefined : (
        <section aria-label="Stack">
          <header>
            <h4>Stack</h4>
            <CopyButton
              label="Copy the stack"
              isIconOnly
              text={stack.lines.map(({ className, method, line }) => `${className}.${method}:${line}`).join('\n')}
            />
          </header>
          <ol className="event-stack">
            {stack.lines.map(({ className, method, line }, index) => (
              <li key={index}>
                <MethodName className={className} method={method} line={line} />
              </li>
            ))}
            {stack.truncated ? <li className="event-stack-end">cut off here</li> : undefined}
          </ol>
        </section>
      )}
    </>
  );
}
