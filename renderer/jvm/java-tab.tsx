import { useState, type ReactElement } from 'react';

import { toAppError, type Jvm, type PodDetail, type PodRef } from '../../preload/contract/index.ts';
import { JDK_IMAGE, useDebug } from '../debug/index.ts';
import {
  Bug,
  Busy,
  Button,
  Coffee,
  EmptyState,
  ErrorNotice,
  IconButton,
  InertText,
  RefreshCw,
  Select,
} from '../ui/index.ts';
import { JvmFactsView } from './jvm-facts.tsx';
import { Recordings } from './recordings.tsx';
import { useJvms } from './use-jvm.ts';
import './jvm.css';

function jvmKey({ container, pid }: Jvm): string {
  return `${container}:${pid}`;
}

/** The Java virtual machines of the pod, what they say of themselves, and recordings in them. */
export function JavaTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const debug = useDebug();
  const jvms = useJvms(pod, detail);
  const [chosen, setChosen] = useState<string>();
  // The same JVM may be seen by several debug containers: the one that can attach first.
  const found = (jvms.data ?? []).toSorted(
    (left, right) => Number(right.attach.possible) - Number(left.attach.possible),
  );
  const jvm = found.find((one) => jvmKey(one) === chosen) ?? found[0];

  if (jvm === undefined) {
    if (jvms.error !== null) {
      return (
        <div className="jvm-lone">
          <ErrorNotice
            title="The pod could not be searched for JVMs."
            fact={toAppError(jvms.error).message}
            actions={[{ id: 'retry', title: 'Try again', onPress: () => void jvms.refetch() }]}
          />
        </div>
      );
    }
    if (jvms.data === undefined) {
      return (
        <div className="jvm-lone">
          <Busy what="Searching /proc for JVMs" />
        </div>
      );
    }
    const canLook = detail.containers.some(({ kind, state }) => kind === 'ephemeral' && state.state === 'running');
    return (
      <EmptyState
        icon={Coffee}
        title={canLook ? 'No JVM is seen here' : 'Nothing here can look for a JVM yet'}
        actions={
          <>
            <Button variant="primary" icon={Bug} onPress={() => debug.open({ pod, image: JDK_IMAGE })}>
              Debug with a JDK…
            </Button>
            <Button icon={RefreshCw} isBusy={jvms.isFetching} onPress={() => void jvms.refetch()}>
              Search again
            </Button>
          </>
        }
      >
        <p>
          {canLook
            ? 'No debug container sees a Java process. One with the Java container as target does.'
            : 'A debug container whose target is the Java container finds it; an image with a JDK, such as eclipse-temurin:25-jdk, can record it.'}
        </p>
      </EmptyState>
    );
  }
  const process = { ...pod, container: jvm.container, pid: jvm.pid };
  return (
    <div className="jvm">
      <div className="jvm-bar">
        {found.length > 1 ? (
          <Select
            label="JVM"
            isLabelHidden
            value={jvmKey(jvm)}
            onChange={setChosen}
            options={found.map((one) => ({
              id: jvmKey(one),
              title: `${one.pid} ${one.mainClass ?? 'java'}`,
              description: `${one.targetContainer ?? 'unknown container'}, seen from ${one.container}${one.attach.possible ? '' : ', cannot be attached to'}`,
            }))}
          />
        ) : (
          <span className="jvm-title">
            <Coffee size={14} aria-hidden /> process {jvm.pid} <InertText text={jvm.mainClass ?? 'java'} />
            {jvm.targetContainer === undefined ? undefined : <small>in {jvm.targetContainer}</small>}
          </span>
        )}
        <IconButton
          size="small"
          icon={RefreshCw}
          label="Search again"
          isBusy={jvms.isFetching}
          onPress={() => void jvms.refetch()}
        />
      </div>
      <div className="jvm-columns">
        <Recordings
          key={`recordings ${jvmKey(jvm)}`}
          process={process}
          refusal={jvm.attach.possible ? undefined : jvm.attach.sentence}
          onDebug={() =>
            debug.open({
              pod,
              image: JDK_IMAGE,
              ...(jvm.targetContainer === undefined ? {} : { target: jvm.targetContainer }),
            })
          }
        />
        <JvmFactsView key={`facts ${jvmKey(jvm)}`} process={process} jvm={jvm} />
      </div>
    </div>
  );
}
