import type { ReactElement } from 'react';

import { Badge, Hexagon, MiddleTruncate, RelativeTime, StateDot, Spinner } from '../ui/index.ts';
import { expectationOf, stateWords } from './container-words.ts';
import { shortImage } from './short-image.ts';
import type { DebuggerNode, ListNode, PodNode, WorkloadNode } from './list-rows.ts';

export function ListRow({ node }: { readonly node: ListNode }): ReactElement {
  switch (node.type) {
    case 'workload':
      return <WorkloadLine node={node} />;
    case 'pod':
      return <PodLine node={node} />;
    case 'debugger':
      return <DebuggerLine node={node} />;
  }
}

function WorkloadLine({ node: { workload } }: { readonly node: WorkloadNode }): ReactElement {
  const { name, kind, ready, desired, rolling } = workload;
  return (
    <span className="list-row" data-type="workload">
      <MiddleTruncate text={name} />
      <Badge>{kind}</Badge>
      <span className="list-row-end" title={`${ready} of ${desired} ready${rolling ? ', rolling out' : ''}`}>
        {rolling ? <Spinner size={12} /> : undefined}
        {ready}/{desired}
      </span>
    </span>
  );
}

function PodLine({ node: { pod, title } }: { readonly node: PodNode }): ReactElement {
  const { status, health, ready, containers, restarts } = pod;
  const lasting = containers.filter(({ kind }) => kind === 'ordinary' || kind === 'sidecar').length;
  const facts = [`${status}, ${ready} of ${lasting} ready`, restarts > 0 ? `${restarts} restarts` : ''];
  return (
    <span className="list-row" data-type="pod">
      <StateDot state={health} label={facts.filter(Boolean).join(', ')} size={12} />
      <MiddleTruncate text={title} />
      <span className="list-row-end" data-health={health}>
        {status === 'Running' ? undefined : <span className="list-row-status">{status}</span>}
        {lasting > 1 ? `${ready}/${lasting} · ` : undefined}
        <RelativeTime at={pod.createdAt} />
      </span>
    </span>
  );
}

function DebuggerLine({ node: { container } }: { readonly node: DebuggerNode }): ReactElement {
  const { state, words, since } = stateWords(container.state, expectationOf('ephemeral'));
  const isRunning = container.state.state === 'running';
  return (
    <span className="list-row" data-type="debugger" title={`Debug container ${container.name}: ${words}`}>
      <Hexagon size={12} aria-hidden data-state={isRunning ? 'running' : state} />
      <MiddleTruncate text={`${container.name} · ${isRunning ? shortImage(container.image) : words.toLowerCase()}`} />
      <span className="list-row-end">{since === undefined ? undefined : <RelativeTime at={since} />}</span>
    </span>
  );
}
