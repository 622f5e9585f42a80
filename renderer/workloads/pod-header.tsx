import type { ReactElement, ReactNode } from 'react';

import type { PodDetail } from '../../preload/contract/index.ts';
import { InertText, MiddleTruncate, RelativeTime, StateDot } from '../ui/index.ts';

/** What this pod is, in two lines. */
export function PodHeader(props: { readonly detail: PodDetail; readonly actions: ReactNode }): ReactElement {
  const { detail, actions } = props;
  const { name, status, health, node, createdAt, owners, reason, message, deletedAt } = detail;
  const restarts = detail.containers.reduce((sum, container) => sum + container.restarts, 0);
  return (
    <header className="pod-header">
      <div className="pod-header-words">
        <h1>
          <StateDot state={health} label={status} size={16} />
          <MiddleTruncate text={name} />
        </h1>
        <p className="pod-header-facts">
          <span>
            {status}
            {node === undefined ? '' : ` on ${node}`}
            {status === 'Running' ? ' for ' : ', created '}
            <RelativeTime at={createdAt} hasAgo={status !== 'Running'} />
          </span>
          {owners.length === 0 ? undefined : <span>{ownerChain(owners)}</span>}
          {restarts === 0 ? undefined : <span>{restarts === 1 ? '1 restart' : `${restarts} restarts`}</span>}
          {detail.mirror ? <span>static pod of its node</span> : undefined}
          {detail.shareProcessNamespace ? <span>processes shared</span> : undefined}
          {deletedAt === undefined ? undefined : (
            <span>
              deleted <RelativeTime at={deletedAt} hasAgo />
            </span>
          )}
          {reason === undefined && message === undefined ? undefined : (
            <span className="pod-header-reason">
              <InertText text={[reason, message].filter(Boolean).join(': ')} />
            </span>
          )}
        </p>
      </div>
      <div className="pod-header-actions">{actions}</div>
    </header>
  );
}

/** Furthest first, as one thinks of it: Deployment web ▸ ReplicaSet 7d9. */
export function ownerChain(owners: PodDetail['owners']): string {
  const chain = owners.toReversed();
  return chain
    .map(({ kind, name }, index) => {
      const above = chain[index - 1]?.name;
      const short = above !== undefined && name.startsWith(`${above}-`) ? name.slice(above.length + 1) : name;
      return `${kind} ${short}`;
    })
    .join(' ▸ ');
}
