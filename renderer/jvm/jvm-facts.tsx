import type { ReactElement } from 'react';

import { toAppError, type Jvm, type JvmFacts, type ProcessRef } from '../../preload/contract/index.ts';
import {
  Busy,
  ErrorNotice,
  formatAge,
  formatBytes,
  InertText,
  KeyValues,
  RelativeTime,
  type KeyValue,
} from '../ui/index.ts';
import { AttachHealth } from './attach-health.tsx';
import { useJvmFacts } from './use-jvm.ts';

const KINDS: Readonly<Record<Jvm['kind'], string>> = {
  hotspot: 'HotSpot',
  openj9: 'OpenJ9',
  nativeImage: 'GraalVM native image',
  unknown: 'unknown',
};

/** What is known of a JVM: first from /proc and its own files, then from itself. */
export function JvmFactsView(props: {
  readonly process: ProcessRef;
  readonly jvm: Jvm;
  /** Else only where there is room beside the rest. */
  readonly isShownAlways: boolean;
}): ReactElement {
  const { process, jvm, isShownAlways } = props;
  const facts = useJvmFacts(process, jvm.attach.possible);
  const flags = facts.data?.flags ?? jvm.flags;
  return (
    <section className="jvm-facts" aria-label="Facts" {...(isShownAlways ? {} : { 'data-if-wide': '' })}>
      <AttachHealth attach={jvm.attach} />
      <KeyValues items={shortFacts(jvm, facts.data)} />
      {flags.length === 0 ? undefined : (
        <>
          <h2>Flags</h2>
          <ul className="jvm-flags">
            {flags.map((flag, index) => (
              <li key={`${index} ${flag}`}>
                <code>
                  <InertText text={flag} />
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
      {facts.isLoading ? <Busy what="Attaching to the JVM" /> : undefined}
      {facts.error === null ? undefined : (
        <ErrorNotice
          title="The JVM did not answer."
          fact={toAppError(facts.error).message}
          actions={[{ id: 'retry', title: 'Ask again', onPress: () => void facts.refetch() }]}
        />
      )}
      <Labelled title="Limits as the JVM sees them" items={facts.data?.container ?? []} />
      <Labelled title="Command line" items={facts.data?.commandLine ?? []} />
    </section>
  );
}

function shortFacts(jvm: Jvm, facts: JvmFacts | undefined): readonly KeyValue[] {
  const { heap, memoryLimitBytes, processorLimit, startedAt } = jvm;
  const uptime = facts?.uptimeSeconds ?? jvm.uptimeSeconds;
  const version = facts?.version ?? jvm.version;
  const text = (key: string, value: string | undefined): readonly KeyValue[] =>
    value === undefined ? [] : [{ key, value: <InertText text={value} /> }];
  return [
    ...text('Version', version),
    ...text('Vendor', jvm.vendor),
    ...text('Kind', jvm.kind === 'hotspot' ? undefined : KINDS[jvm.kind]),
    ...text('Main class', jvm.mainClass),
    ...text('Collector', jvm.collector),
    ...(heap === undefined
      ? []
      : [
          {
            key: 'Heap',
            value: `${formatBytes(heap.usedBytes)} used of ${formatBytes(heap.committedBytes)}${heap.maxBytes === undefined ? '' : `, at most ${formatBytes(heap.maxBytes)}`}`,
          },
        ]),
    {
      key: 'Resident',
      value: `${formatBytes(jvm.residentBytes)}${memoryLimitBytes === undefined ? '' : ` of the container’s ${formatBytes(memoryLimitBytes)}`}`,
    },
    ...(processorLimit === undefined ? [] : [{ key: 'Processors', value: `${processorLimit} at most` }]),
    { key: 'User', value: `${jvm.uid}:${jvm.gid}`, isMono: true },
    ...(uptime === undefined ? [] : [{ key: 'Up', value: formatAge(uptime * 1000) }]),
    ...(startedAt === undefined ? [] : [{ key: 'Started', value: <RelativeTime at={startedAt} /> }]),
  ];
}

function Labelled({
  title,
  items,
}: {
  readonly title: string;
  readonly items: JvmFacts['container'];
}): ReactElement | undefined {
  if (items.length === 0) return undefined;
  return (
    <>
      <h2>{title}</h2>
      <KeyValues
        items={items.map(({ label, value }) => ({ key: label, value: <InertText text={value} />, isMono: true }))}
      />
    </>
  );
}
