import { useRef, useState, type ReactElement } from 'react';

import { toAppError, type Jvm, type PodDetail, type PodRef } from '../../preload/contract/index.ts';
import { useDebug } from '../debug/index.ts';
import { go, usePlace } from '../place/index.ts';
import {
  Bug,
  Busy,
  Button,
  Coffee,
  EmptyState,
  ErrorNotice,
  IconButton,
  InertText,
  PanelRight,
  RefreshCw,
  Select,
  StateDot,
} from '../ui/index.ts';
import { formatJvmPlace, readJvmPlace, type JvmPlace } from './jvm-place.ts';
import { JvmPage } from './jvm-page.tsx';
import { useJvms } from './use-jvm.ts';
import './jvm.css';

function jvmKey({ container, pid }: Pick<Jvm, 'container' | 'pid'>): string {
  return `${container}:${pid}`;
}

/** The Java virtual machines of the pod, and everything that one of them can be asked. */
export function JavaTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const debug = useDebug();
  const jvms = useJvms(pod, detail);
  const page = useRef<HTMLDivElement>(null);
  const [isFactsShown, setFactsShown] = useState<boolean>();
  const place = readJvmPlace(usePlace().detail);
  const show = (next: JvmPlace): void => go({ ...pod, tab: 'java', detail: formatJvmPlace(next) });
  const found = jvms.data ?? [];
  const jvm = found.find(({ container, pid }) => container === place.container && pid === place.pid) ?? found[0];

  if (jvm === undefined) {
    return <NoJvm pod={pod} detail={detail} jvms={jvms} onDebug={() => debug.open({ pod })} />;
  }
  const { container, pid } = jvm;
  return (
    <div className="jvm" ref={page}>
      <div className="jvm-bar">
        {found.length > 1 ? (
          <Select
            label="JVM"
            isLabelHidden
            value={jvmKey(jvm)}
            onChange={(key) => {
              const next = found.find((one) => jvmKey(one) === key);
              if (next !== undefined) show({ view: place.view, container: next.container, pid: next.pid });
            }}
            options={found.map((one) => ({
              id: jvmKey(one),
              title: `${one.pid} ${one.mainClass ?? 'java'}`,
              description: `${one.targetContainer ?? 'unknown container'}, seen from ${one.container}${one.attach.possible ? '' : ', cannot be attached to'}`,
            }))}
          />
        ) : (
          <span className="jvm-title">
            <Coffee size={14} aria-hidden /> process {pid} <InertText text={jvm.mainClass ?? 'java'} />
            {jvm.targetContainer === undefined ? undefined : <small>in {jvm.targetContainer}</small>}
          </span>
        )}
        <span className="jvm-attach">
          <StateDot state={jvm.attach.possible ? 'good' : 'bad'} size={12} />
          {jvm.attach.possible ? `attach works from ${container}` : 'attach does not work'}
        </span>
        <IconButton
          size="small"
          icon={RefreshCw}
          label="Search again"
          isBusy={jvms.isFetching}
          onPress={() => void jvms.refetch()}
        />
        <IconButton
          size="small"
          icon={PanelRight}
          label="Facts"
          onPress={() => {
            const facts = page.current?.querySelector<HTMLElement>('.jvm-facts');
            setFactsShown((facts?.offsetWidth ?? 0) === 0);
          }}
        />
      </div>
      <JvmPage
        key={jvmKey(jvm)}
        process={{ ...pod, container, pid }}
        jvm={jvm}
        view={place.view}
        isFactsShown={isFactsShown}
        onView={(view) => show({ view, container, pid })}
        onDebug={() =>
          debug.open({ pod, ...(jvm.targetContainer === undefined ? {} : { target: jvm.targetContainer }) })
        }
      />
    </div>
  );
}

function NoJvm(props: {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly jvms: ReturnType<typeof useJvms>;
  readonly onDebug: () => void;
}): ReactElement {
  const { detail, jvms, onDebug } = props;
  const [startedAt] = useState(() => Date.now());
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
        <Busy what="Searching /proc for JVMs" startedAt={startedAt} />
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
          <Button variant="primary" icon={Bug} onPress={onDebug}>
            Debug…
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
          : 'A debug container whose target is the Java container finds it and can record it. busybox is enough: no JDK is needed, neither there nor in the target.'}
      </p>
    </EmptyState>
  );
}
