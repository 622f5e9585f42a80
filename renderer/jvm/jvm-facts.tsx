import type { ReactElement } from 'react';

import { toAppError, type Jvm, type ProcessRef } from '../../preload/contract/index.ts';
import { Busy, ErrorNotice, formatAge, formatBytes, InertText, KeyValues, Notice, RelativeTime } from '../ui/index.ts';
import { useJvmFacts } from './use-jvm.ts';

/** What is known of a JVM: first from /proc, then from itself. */
export function JvmFactsView({ process, jvm }: { readonly process: ProcessRef; readonly jvm: Jvm }): ReactElement {
  const facts = useJvmFacts(process, jvm.attach.possible);
  const flags = facts.data?.flags ?? jvm.flags;
  const uptime = facts.data?.uptimeSeconds ?? jvm.uptimeSeconds;
  return (
    <section className="jvm-facts" aria-label="Facts">
      <Notice
        state={jvm.attach.possible ? 'good' : 'bad'}
        title={jvm.attach.possible ? 'It can be attached to.' : 'It cannot be attached to.'}
      >
        <InertText text={jvm.attach.sentence} />
        {jvm.attach.remedy === undefined ? undefined : (
          <p>
            <InertText text={jvm.attach.remedy} />
          </p>
        )}
      </Notice>
      <KeyValues
        items={[
          {
            key: 'version',
            value: <InertText text={facts.data?.version ?? jvm.version ?? 'unknown until attached to'} />,
          },
          ...(jvm.vendor === undefined ? [] : [{ key: 'vendor', value: <InertText text={jvm.vendor} /> }]),
          { key: 'main class', value: <InertText text={jvm.mainClass ?? 'unknown'} />, isMono: true },
          { key: 'process', value: `${jvm.pid}, user ${jvm.uid}, seen from ${jvm.container}` },
          ...(uptime === undefined
            ? []
            : [
                {
                  key: 'up for',
                  value: jvm.startedAt === undefined ? formatAge(uptime * 1000) : <RelativeTime at={jvm.startedAt} />,
                },
              ]),
          { key: 'memory', value: formatBytes(jvm.residentBytes) },
        ]}
      />
      {flags.length === 0 ? undefined : (
        <>
          <h3>Flags</h3>
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
      {facts.data === undefined || facts.data.container.length === 0 ? undefined : (
        <>
          <h3>Limits as the JVM sees them</h3>
          <KeyValues
            items={facts.data.container.map(({ label, value }) => ({
              key: label,
              value: <InertText text={value} />,
              isMono: true,
            }))}
          />
        </>
      )}
      {facts.data === undefined || facts.data.commandLine.length === 0 ? undefined : (
        <>
          <h3>Command line</h3>
          <KeyValues
            items={facts.data.commandLine.map(({ label, value }) => ({
              key: label,
              value: <InertText text={value} />,
              isMono: true,
            }))}
          />
        </>
      )}
    </section>
  );
}
