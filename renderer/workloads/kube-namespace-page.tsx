import { useMemo, type ReactElement } from 'react';

import type { KubeNamespaceRef, PodRow } from '../../preload/contract/index.ts';
import { formatPlace } from '../place/index.ts';
import { Boxes, Button, EmptyState, FileCode, RelativeTime, StateDot, Table, type TableColumn } from '../ui/index.ts';
import { deniedResources } from './denied-resources.ts';
import type { WorkloadsView } from './reduce-workloads.ts';
import { shortImage } from './short-image.ts';
import './kube-namespace-page.css';

export interface KubeNamespacePageProps {
  readonly scope: KubeNamespaceRef;
  readonly view: WorkloadsView | undefined;
  readonly onGo: (pod: string) => void;
  readonly onManifest: (mode: 'apply' | 'delete') => void;
}

/** While no pod is chosen: all pods, what needs attention first. */
export function KubeNamespacePage({ scope, view, onGo, onManifest }: KubeNamespacePageProps): ReactElement {
  const pods = useMemo(() => byUrgency([...(view?.pods.values() ?? [])]), [view?.pods]);
  const shown = useMemo(() => columns(scope), [scope]);
  const { pods: denied } = deniedResources(view?.denied ?? []);
  const isReadable = view?.isKnown === true && denied === undefined;
  const troubled = pods.filter(({ health }) => health === 'bad').length;
  return (
    <article className="kube-namespace-page" aria-label={`Kubernetes namespace ${scope.kubeNamespace}`}>
      <header className="kube-namespace-header">
        <div>
          <h1>{scope.kubeNamespace}</h1>
          <p>
            {isReadable || pods.length > 0
              ? summary(pods.length, troubled)
              : 'Choose a pod to see what it is and what can be done to it.'}
          </p>
        </div>
        <div className="kube-namespace-actions">
          <Button icon={FileCode} onPress={() => onManifest('apply')}>
            Apply manifest…
          </Button>
          <Button onPress={() => onManifest('delete')}>Delete by manifest…</Button>
        </div>
      </header>
      {/* What was known stays when the right to read it is taken away; the list beside it says how old it is. */}
      {pods.length > 0 ? (
        <Table label="Pods" columns={shown} rows={pods} rowKey={({ uid }) => uid} onAction={({ name }) => onGo(name)} />
      ) : undefined}
      {isReadable && pods.length === 0 ? (
        <EmptyState icon={Boxes} title={`No pod runs in ${scope.kubeNamespace}`}>
          Pods would be listed here as they are created. Apply a manifest, also by dropping it anywhere on the window,
          or choose another Kubernetes namespace above.
        </EmptyState>
      ) : undefined}
    </article>
  );
}

const URGENCY: Readonly<Record<PodRow['health'], number>> = { bad: 0, waiting: 1, unknown: 2, good: 3 };

function byUrgency(pods: readonly PodRow[]): readonly PodRow[] {
  return pods.toSorted(
    (left, right) =>
      URGENCY[left.health] - URGENCY[right.health] || left.name.localeCompare(right.name, 'en', { numeric: true }),
  );
}

function summary(pods: number, troubled: number): string {
  if (pods === 0) return 'No pods.';
  const all = pods === 1 ? '1 pod' : `${pods} pods`;
  if (troubled === 0) return `${all}; none in trouble.`;
  return `${all}; ${troubled} in trouble.`;
}

function imageWords(containers: PodRow['containers']): string {
  const images = containers.filter(({ kind }) => kind === 'ordinary').map(({ image }) => shortImage(image));
  return [...new Set(images)].join(', ');
}

const columns = ({ context, kubeNamespace }: KubeNamespaceRef): readonly TableColumn<PodRow>[] => [
  {
    id: 'name',
    title: 'Pod',
    width: 'minmax(200px, 2fr)',
    sortValue: ({ name }) => name,
    cell: ({ name, health, status }) => (
      <>
        <StateDot state={health} label={status} size={12} />
        <a
          className="ui-grid-text kube-namespace-pod"
          href={formatPlace({ context, kubeNamespace, pod: name })}
          title={name}
        >
          {name}
        </a>
      </>
    ),
  },
  {
    id: 'status',
    title: 'Status',
    width: 'minmax(90px, 1fr)',
    sortValue: ({ status }) => status,
    cell: ({ status }) => status,
  },
  {
    id: 'ready',
    title: 'Ready',
    width: '64px',
    align: 'end',
    cell: ({ ready, containers }) =>
      `${ready}/${containers.filter(({ kind }) => kind === 'ordinary' || kind === 'sidecar').length}`,
  },
  {
    id: 'restarts',
    title: 'Restarts',
    width: '80px',
    align: 'end',
    sortValue: ({ restarts }) => restarts,
    cell: ({ restarts }) => restarts,
  },
  {
    id: 'image',
    title: 'Image',
    width: 'minmax(120px, 1.5fr)',
    cell: ({ containers }) => imageWords(containers),
  },
  {
    id: 'node',
    title: 'Node',
    width: 'minmax(80px, 1fr)',
    sortValue: ({ node }) => node,
    cell: ({ node }) => node ?? 'none yet',
  },
  {
    id: 'age',
    title: 'Age',
    width: '80px',
    align: 'end',
    sortValue: ({ createdAt }) => -Date.parse(createdAt),
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
