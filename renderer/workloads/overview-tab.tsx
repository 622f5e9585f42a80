import type { ReactElement, ReactNode } from 'react';

import type { ContainerDetail, ContainerKind, PodDetail } from '../../preload/contract/index.ts';
import { Badge, InertText, KeyValues, MiddleTruncate, RelativeTime, StateDot, type KeyValue } from '../ui/index.ts';
import { conditionState } from './condition-state.ts';
import { ContainerCard } from './container-card.tsx';

export interface OverviewTabProps {
  readonly detail: PodDetail;
  /** Buttons of one container's card. */
  readonly containerActions: (container: ContainerDetail) => ReactNode;
}

const GROUPS: readonly { readonly kind: ContainerKind; readonly title: string }[] = [
  { kind: 'ordinary', title: 'Containers' },
  { kind: 'ephemeral', title: 'Debug containers: added to the running pod, and part of its spec until it is deleted' },
  { kind: 'sidecar', title: 'Sidecars: start before the containers and run beside them' },
  { kind: 'init', title: 'Init containers: run to their end before the others start' },
];

export function OverviewTab({ detail, containerActions }: OverviewTabProps): ReactElement {
  return (
    <div className="overview">
      <div className="overview-containers">
        {GROUPS.map(({ kind, title }) => {
          const members = detail.containers.filter((container) => container.kind === kind);
          return members.length === 0 ? undefined : (
            <Group key={kind} title={title} hasTitle={detail.containers.length > members.length}>
              {members.map((container) => (
                <ContainerCard
                  key={container.name}
                  container={container}
                  isDefault={container.name === detail.defaultContainer && detail.containers.length > 1}
                  actions={containerActions(container)}
                />
              ))}
            </Group>
          );
        })}
      </div>
      <aside className="overview-aside">
        <Section title="Pod">
          <KeyValues items={podFacts(detail)} />
        </Section>
        <Section title="Conditions">
          <Conditions conditions={detail.conditions} />
        </Section>
        {detail.volumes.length === 0 ? undefined : (
          <Section title="Volumes">
            <KeyValues
              items={detail.volumes.map(({ name, source }) => ({ key: name, value: <InertText text={source} /> }))}
            />
          </Section>
        )}
        <Pairs title="Labels" pairs={detail.labels} />
        <Pairs title="Annotations" pairs={detail.annotations} />
      </aside>
    </div>
  );
}

function Group(props: {
  readonly title: string;
  readonly hasTitle: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <>
      {props.hasTitle ? <h2 className="overview-group">{props.title}</h2> : undefined}
      {props.children}
    </>
  );
}

function Section(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

function podFacts(detail: PodDetail): readonly KeyValue[] {
  const { podIp, node, serviceAccount, operatingSystem, uid } = detail;
  const host = [
    detail.hostNetwork ? 'network' : '',
    detail.hostPid ? 'processes' : '',
    detail.hostIpc ? 'IPC' : '',
  ].filter(Boolean);
  return [
    { key: 'Phase', value: detail.phase },
    ...fact('IP', podIp, true),
    ...fact('Node', node),
    ...fact('Service account', serviceAccount),
    ...fact('System', operatingSystem),
    { key: 'Processes', value: detail.shareProcessNamespace ? 'shared by its containers' : 'each container its own' },
    ...(host.length === 0 ? [] : [{ key: 'Of the node', value: <Badge state="waiting">{host.join(', ')}</Badge> }]),
    { key: 'UID', value: <MiddleTruncate text={uid} />, isMono: true },
  ];
}

function fact(key: string, value: string | undefined, isMono = false): readonly KeyValue[] {
  return value === undefined ? [] : [{ key, value: <InertText text={value} />, isMono }];
}

function Conditions({ conditions }: Pick<PodDetail, 'conditions'>): ReactElement {
  if (conditions.length === 0) return <p className="condition-reason">None yet.</p>;
  return (
    <ul>
      {conditions.map((condition) => {
        const { type, status, reason, message, since } = condition;
        const why = [reason, message].filter(Boolean).join(': ');
        return (
          <li key={type} className="condition">
            <StateDot state={conditionState(condition)} label={`${type}: ${status}`} size={12} />
            <span>
              {type}
              {why === '' ? undefined : (
                <span className="condition-reason">
                  {' '}
                  <InertText text={why} />
                </span>
              )}
            </span>
            <span className="condition-time">{since === undefined ? undefined : <RelativeTime at={since} />}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Pairs(props: {
  readonly title: string;
  readonly pairs: Readonly<Record<string, string>>;
}): ReactElement | undefined {
  const entries = Object.entries(props.pairs);
  if (entries.length === 0) return undefined;
  return (
    <Section title={props.title}>
      <KeyValues items={entries.map(([key, value]) => ({ key, value: <InertText text={value} />, isMono: true }))} />
    </Section>
  );
}
