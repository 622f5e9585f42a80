import type { ReactElement, ReactNode } from 'react';

import type { PodDetail, PodRef } from '../../preload/contract/index.ts';
import { Problem, streamProblem } from '../problems/index.ts';
import { Busy, Button, Notice } from '../ui/index.ts';
import { FreshnessLine } from './freshness-line.tsx';
import { PodHeader } from './pod-header.tsx';
import { usePod } from './use-pod.ts';
import './pod-page.css';

export interface PodPageProps {
  readonly pod: PodRef;
  /** What can be done to this pod: at the right of the header. */
  readonly actions: (detail: PodDetail) => ReactNode;
  /** One line below the header. */
  readonly verdict: (detail: PodDetail) => ReactNode;
  readonly tabs: (detail: PodDetail) => ReactNode;
  readonly onGo: (pod: string) => void;
  /** Back to the list of the Kubernetes namespace. */
  readonly onLeave: () => void;
}

/** Key it by the pod: nothing of one pod may be shown under another's name. */
export function PodPage({ pod, actions, verdict, tabs, onGo, onLeave }: PodPageProps): ReactElement {
  const stream = usePod(pod);
  const { value: view } = stream;
  const error = streamProblem(stream.error);
  const detail = view?.detail;

  if (error !== undefined && detail === undefined) {
    return (
      <div className="pod-page-message">
        <Problem
          error={error}
          onRetry={() => stream.restart()}
          actions={[{ id: 'leave', title: `All pods of ${pod.kubeNamespace}`, onPress: onLeave }]}
        />
      </div>
    );
  }
  if (detail === undefined) {
    return (
      <div className="pod-page-message">
        {view?.gone === undefined ? (
          <Busy what={`Reading pod ${pod.pod}`} onCancel={onLeave} />
        ) : (
          <Gone pod={pod.pod} replacement={view.gone.replacement} onGo={onGo} onLeave={onLeave} />
        )}
      </div>
    );
  }
  return (
    <article className="pod-page" aria-label={`Pod ${detail.name}`}>
      <div className="pod-page-top">
        <PodHeader detail={detail} actions={actions(detail)} />
        {view === undefined ? undefined : <FreshnessLine freshness={view.freshness} />}
        {view?.gone === undefined ? (
          verdict(detail)
        ) : (
          <Gone pod={pod.pod} replacement={view.gone.replacement} onGo={onGo} onLeave={onLeave} />
        )}
        {error === undefined ? undefined : <Problem error={error} onRetry={() => stream.restart()} />}
      </div>
      {tabs(detail)}
    </article>
  );
}

function Gone(props: {
  readonly pod: string;
  readonly replacement: string | undefined;
  readonly onGo: (pod: string) => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { pod, replacement, onGo, onLeave } = props;
  return (
    <Notice
      state="waiting"
      title={`The pod ${pod} is gone.`}
      actions={
        <>
          {replacement === undefined ? undefined : (
            <Button size="small" variant="primary" onPress={() => onGo(replacement)}>
              Go to {replacement}
            </Button>
          )}
          <Button size="small" onPress={onLeave}>
            Leave this page
          </Button>
        </>
      }
    >
      {replacement === undefined
        ? 'What is shown below is the last that was known of it.'
        : 'Its owner has a newer one. What is shown below is the last that was known of the old one.'}
    </Notice>
  );
}
