import type { ReactElement, ReactNode } from 'react';

import type { ContainerDetail } from '../../preload/contract/index.ts';
import { Badge, Hexagon, InertText, KeyValues, RelativeTime, StateDot, type KeyValue } from '../ui/index.ts';
import { expectationOf, resourceWords, securityWords, stateWords } from './container-words.ts';

export interface ContainerCardProps {
  readonly container: ContainerDetail;
  /** kubectl takes this one when none is named. */
  readonly isDefault: boolean;
  readonly actions: ReactNode;
}

export function ContainerCard({ container, isDefault, actions }: ContainerCardProps): ReactElement {
  const { name, kind, target } = container;
  const { state, words, since, message } = stateWords(container.state, expectationOf(kind));
  return (
    <section className="container-card" data-kind={kind} aria-label={`Container ${name}`}>
      <header className="container-card-header">
        <StateDot state={state} label={words} size={14} />
        <h3>
          {kind === 'ephemeral' ? <Hexagon size={14} aria-label="debug container" /> : undefined}
          {name}
        </h3>
        {target === undefined ? undefined : <Badge>target {target}</Badge>}
        {isDefault ? <Badge hint="kubectl takes this container when none is named.">default</Badge> : undefined}
        <span className="container-card-actions">{actions}</span>
      </header>
      <p className="container-card-state" data-state={state}>
        {words}
        {since === undefined ? undefined : (
          <>
            {container.state.state === 'running' ? ' for ' : ', '}
            <RelativeTime at={since} hasAgo={container.state.state !== 'running'} />
          </>
        )}
        {readyWords(container)}
      </p>
      {message === undefined ? undefined : (
        <p className="container-card-message">
          <InertText text={message} />
        </p>
      )}
      <KeyValues items={mainFacts(container)} />
      <details>
        <summary>More</summary>
        <KeyValues items={otherFacts(container)} />
      </details>
    </section>
  );
}

function mainFacts(container: ContainerDetail): readonly KeyValue[] {
  const { kind, image, addedBy, restarts, ports, probes, command, args } = container;
  const line = [...command, ...args];
  return [
    { key: 'Image', value: <InertText text={image} />, isMono: true },
    ...(addedBy === undefined ? [] : [{ key: 'Added', value: <Added {...addedBy} /> }]),
    ...(line.length === 0 ? [] : [{ key: 'Command', value: <InertText text={line.join(' ')} />, isMono: true }]),
    ...(restarts === 0 ? [] : [{ key: 'Restarts', value: <Restarts container={container} /> }]),
    ...(ports.length === 0 ? [] : [{ key: 'Ports', value: ports.map(portWords).join(', '), isMono: true }]),
    { key: 'Security', value: <Words words={securityWords(container.security)} /> },
    ...(kind === 'ephemeral' ? [] : [{ key: 'Resources', value: resourceWords(container.resources) }]),
    ...(probes.length === 0 ? [] : [{ key: 'Probes', value: <Words words={probes} /> }]),
    ...(restarts === 0 && container.lastState !== undefined
      ? [{ key: 'Before', value: stateWords(container.lastState, expectationOf(kind)).words }]
      : []),
  ];
}

function otherFacts({ stdin, tty, imageId, containerId, mounts }: ContainerDetail): readonly KeyValue[] {
  const terminal = [stdin ? 'stdin is kept open' : 'no stdin', tty ? 'has a terminal (tty)' : 'no terminal'];
  return [
    { key: 'Terminal', value: terminal.join(', ') },
    ...(mounts.length === 0
      ? []
      : [
          {
            key: 'Mounts',
            value: (
              <Words
                words={mounts.map(
                  ({ path, volume, readOnly }) => `${path} from ${volume}${readOnly ? ', read-only' : ''}`,
                )}
              />
            ),
          },
        ]),
    ...(imageId === undefined ? [] : [{ key: 'Image ID', value: <InertText text={imageId} />, isMono: true }]),
    ...(containerId === undefined
      ? []
      : [{ key: 'Container ID', value: <InertText text={containerId} />, isMono: true }]),
  ];
}

function Added({ manager, at }: { readonly manager: string; readonly at: string }): ReactElement {
  return (
    <>
      by <InertText text={manager} />, <RelativeTime at={at} hasAgo />
    </>
  );
}

function Restarts({ container }: { readonly container: ContainerDetail }): ReactElement {
  const { restarts, lastState } = container;
  const last = lastState === undefined ? undefined : stateWords(lastState, 'runs');
  return (
    <>
      {restarts}
      {last === undefined || restarts === 0 ? undefined : (
        <>
          ; before: {last.words.toLowerCase()}
          {last.since === undefined ? undefined : (
            <>
              , <RelativeTime at={last.since} hasAgo />
            </>
          )}
        </>
      )}
    </>
  );
}

function Words({ words }: { readonly words: readonly string[] }): ReactElement {
  return (
    <ul className="word-list">
      {words.map((word) => (
        <li key={word}>
          <InertText text={word} />
        </li>
      ))}
    </ul>
  );
}

function portWords({ name, port, protocol }: ContainerDetail['ports'][number]): string {
  return `${port}/${protocol}${name === undefined ? '' : ` (${name})`}`;
}

/** Only what runs and is meant to serve can be ready or not. */
function readyWords({ kind, state, ready, probes }: ContainerDetail): string {
  if (state.state !== 'running' || (kind !== 'ordinary' && kind !== 'sidecar')) return '';
  if (ready) return ', ready';
  return probes.length === 0 ? ', not ready' : ', not ready: its probe has not succeeded';
}
