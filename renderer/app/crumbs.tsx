import { useMemo, type ReactElement } from 'react';

import { useLatest } from '../bridge/index.ts';
import { contextLook, useContextLook, useContexts } from '../contexts/index.ts';
import { go, type Place } from '../place/index.ts';
import { problemWords } from '../problems/index.ts';
import { useSettings } from '../settings/index.ts';
import { ChevronRight, ContextChip, MiddleTruncate, StateDot } from '../ui/index.ts';
import type { WorkloadsView } from '../workloads/index.ts';
import { Picker } from './picker.tsx';

export interface CrumbsProps {
  readonly place: Place;
  readonly view: WorkloadsView | undefined;
  readonly onGoToContext: (context: string) => void;
}

/** Where one is: context, Kubernetes namespace, pod; each opens what else there is. */
export function Crumbs({ place, view, onGoToContext }: CrumbsProps): ReactElement {
  const { context, kubeNamespace, pod } = place;
  return (
    <nav className="crumbs" aria-label="Place">
      <ContextCrumb context={context} onGo={onGoToContext} />
      {context === undefined || kubeNamespace === undefined ? undefined : (
        <>
          <ChevronRight size={12} aria-hidden />
          <KubeNamespaceCrumb context={context} kubeNamespace={kubeNamespace} />
          {pod === undefined ? undefined : (
            <>
              <ChevronRight size={12} aria-hidden />
              <PodCrumb context={context} kubeNamespace={kubeNamespace} pod={pod} view={view} />
            </>
          )}
        </>
      )}
    </nav>
  );
}

function ContextCrumb(props: {
  readonly context: string | undefined;
  readonly onGo: (context: string) => void;
}): ReactElement {
  const { context } = props;
  const { contexts } = useContexts();
  const settings = useSettings();
  const { color, isProtected } = useContextLook(context ?? '');
  const items = useMemo(
    () =>
      contexts.map(({ name, server, problem }) => ({
        id: name,
        title: name,
        detail: problem?.message ?? server,
        mark: <i className="crumb-square" data-context-color={contextLook(name, settings).color} aria-hidden />,
      })),
    [contexts, settings],
  );
  return (
    <Picker
      label="Context"
      items={items}
      selected={context}
      onPick={props.onGo}
      emptyText="No context is called that."
      isFramed
    >
      {context === undefined ? (
        'Choose a context'
      ) : (
        <ContextChip name={context} color={color} isProtected={isProtected} />
      )}
    </Picker>
  );
}

function KubeNamespaceCrumb(props: { readonly context: string; readonly kubeNamespace: string }): ReactElement {
  const { context, kubeNamespace } = props;
  const { value, error } = useLatest(`kube-namespaces/${context}`, (api, signal) =>
    api.workloads.kubeNamespaces({ context }, { signal }),
  );
  const items = useMemo(() => (value?.names ?? []).map((name) => ({ id: name, title: name })), [value]);
  const restricted = value?.restricted ?? error?.toForm();
  return (
    <Picker
      label="Kubernetes namespace"
      items={items}
      selected={kubeNamespace}
      onPick={(name) => go({ context, kubeNamespace: name })}
      allowsOther={restricted !== undefined}
      note={
        restricted === undefined ? undefined : `${problemWords(restricted).title} Type the name of the one to go to.`
      }
      emptyText={value === undefined ? 'Asking the cluster…' : 'No Kubernetes namespace is called that.'}
    >
      <MiddleTruncate text={kubeNamespace} />
    </Picker>
  );
}

function PodCrumb(props: {
  readonly context: string;
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly view: WorkloadsView | undefined;
}): ReactElement {
  const { context, kubeNamespace, pod, view } = props;
  const items = useMemo(
    () =>
      [...(view?.pods.values() ?? [])]
        .toSorted((left, right) => left.name.localeCompare(right.name, 'en', { numeric: true }))
        .map(({ name, status, health }) => ({
          id: name,
          title: name,
          mark: <StateDot state={health} label={status} size={12} />,
        })),
    [view?.pods],
  );
  return (
    <Picker
      label="Pod"
      items={items}
      selected={pod}
      onPick={(name) => go({ context, kubeNamespace, pod: name })}
      emptyText="No pod is called that."
    >
      <MiddleTruncate text={pod} keepEnd={16} />
    </Picker>
  );
}
