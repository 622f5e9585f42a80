import { useState, type ReactElement, type ReactNode } from 'react';

import type { LabelledValue, RecordingOverview } from '../../../preload/contract/index.ts';
import { Badge, formatBytes, InertText, KeyValues, RelativeTime, type KeyValue } from '../../ui/index.ts';
import { formatCount, formatSpan } from '../format-figures.ts';

/** Most are read at a glance; the long ones are folded. */
const SHOWN_SETTINGS = 300;

/** The JVM, its machine and container, and how it was recorded. */
export function RecordingFacts({ overview }: { readonly overview: RecordingOverview }): ReactElement {
  const { jvm, machine, container, heap, gc, index } = overview;
  const facts: readonly (KeyValue | undefined)[] = [
    text('JVM', jvmWords(jvm)),
    text('Main class', jvm.mainClass),
    text('Process', jvm.pid === undefined ? undefined : String(jvm.pid)),
    jvm.startedAt === undefined ? undefined : { key: 'Started', value: <RelativeTime at={jvm.startedAt} hasAgo /> },
    text('Uptime', jvm.uptimeMs === undefined ? undefined : formatSpan(jvm.uptimeMs)),
    text('CPUs', overview.cpus === undefined ? undefined : String(overview.cpus)),
    text('Heap', heapWords(heap)),
    text('Collectors', [gc.young, gc.old].filter(Boolean).join(', ')),
    text('Recorded', index.startedAt === undefined ? undefined : new Date(index.startedAt).toLocaleString()),
    text('Ended', overview.ended),
    text('Events lost', overview.lostBytes > 0 ? formatBytes(overview.lostBytes) : undefined),
  ];
  return (
    <aside className="recording-facts" aria-label="Facts">
      <section>
        <h3>JVM</h3>
        <KeyValues items={facts.filter((fact) => fact !== undefined)} />
      </section>
      <Values title="Container" values={container} />
      <Values title="Machine" values={machine} />
      <Folded title="Arguments" count={jvm.arguments.length}>
        {() => <KeyValues items={jvm.arguments.map(labelled)} />}
      </Folded>
      <Folded title="Flags" count={jvm.flags.length}>
        {() => <KeyValues items={jvm.flags.map(labelled)} />}
      </Folded>
      <Folded title="Settings" count={overview.settings.length}>
        {() => (
          <KeyValues
            items={overview.settings.slice(0, SHOWN_SETTINGS).map(({ event, name, value }) => ({
              key: `${event}#${name}`,
              value: <InertText text={value} />,
              isMono: true,
            }))}
          />
        )}
      </Folded>
      <Folded title="Event types" count={overview.eventTypes.length}>
        {() => (
          <KeyValues
            items={overview.eventTypes.map(({ name, count, bytes }) => ({
              key: name,
              value: `${formatCount(count)} · ${formatBytes(bytes)}`,
            }))}
          />
        )}
      </Folded>
    </aside>
  );
}

/** Most versions begin with the name. */
function jvmWords({ name = '', version = '' }: RecordingOverview['jvm']): string {
  return version.startsWith(name) ? version : `${name} ${version}`;
}

function text(key: string, value: string | undefined): KeyValue | undefined {
  return value === undefined || value === '' ? undefined : { key, value: <InertText text={value} /> };
}

function heapWords({ usedBytes, committedBytes, maxBytes }: RecordingOverview['heap']): string | undefined {
  const used = usedBytes ?? committedBytes;
  if (used === undefined) return maxBytes === undefined ? undefined : `at most ${formatBytes(maxBytes)}`;
  return maxBytes === undefined ? formatBytes(used) : `${formatBytes(used)} of ${formatBytes(maxBytes)}`;
}

function labelled({ label, value, masked }: LabelledValue): KeyValue {
  return {
    key: label,
    isMono: true,
    value: (
      <>
        <InertText text={value} />
        {masked === true ? (
          <Badge hint="The file holds what looks like a secret; it is not shown here.">masked</Badge>
        ) : undefined}
      </>
    ),
  };
}

function Values({ title, values }: { readonly title: string; readonly values: readonly LabelledValue[] }): ReactNode {
  if (values.length === 0) return undefined;
  return (
    <section>
      <h3>{title}</h3>
      <KeyValues items={values.map((value) => ({ ...labelled(value), isMono: false }))} />
    </section>
  );
}

/** Its lines are made when it is opened: together they are thousands of elements, which the first picture must not wait for. */
function Folded(props: {
  readonly title: string;
  readonly count: number;
  readonly children: () => ReactNode;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (props.count === 0) return undefined;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {props.title} <small>{props.count}</small>
      </summary>
      {isOpen ? props.children() : undefined}
    </details>
  );
}
