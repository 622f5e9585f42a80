import { useState, type ReactElement } from 'react';

import type { ProcessRef, ThreadDump } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { useActions } from '../../commands/index.ts';
import { Button, EmptyState, Layers, SegmentedControl, Select, TextField } from '../../ui/index.ts';
import { Asked } from '../asked.tsx';
import { useAsk } from '../use-ask.ts';
import { useKept } from '../use-kept.ts';
import { DeadlockDrawing } from './deadlock-drawing.tsx';
import { DumpComparison } from './dump-comparison.tsx';
import { LockList } from './lock-list.tsx';
import { ThreadGroupList } from './thread-group-list.tsx';
import { countStates, type ShownState } from './thread-groups.ts';

/** Enough to see what stands still; each is some megabytes. */
const KEPT = 6;

type Shown = 'groups' | 'locks' | 'compared';

export function ThreadsView({ process }: { readonly process: ProcessRef }): ReactElement {
  const api = useApi();
  const [dumps, keep] = useKept<ThreadDump>('thread dumps', process, KEPT);
  const [chosen, setChosen] = useState<string>();
  const [shown, setShown] = useState<Shown>('groups');
  const [text, setText] = useState('');
  const [state, setState] = useState<ShownState | 'all'>('all');
  const asking = useAsk(
    (_: 'dump', signal) => api.jvm.threadDump(process, { signal }),
    (dump) => {
      keep(dump);
      setChosen(undefined);
    },
  );
  const take = (): void => asking.ask('dump');
  useActions([
    {
      id: 'jvm.threads',
      title: 'Take a thread dump',
      section: 'Java',
      keywords: ['jstack', 'Thread.print'],
      perform: take,
    },
  ]);
  const dump = dumps.find(({ at }) => at === chosen) ?? dumps.at(-1);
  const before = dump === undefined ? undefined : dumps[dumps.indexOf(dump) - 1];
  const counts = dump === undefined ? undefined : countStates(dump);
  return (
    <section className="jvm-view" aria-label="Threads">
      <header>
        <h2>Threads</h2>
        <Button variant="primary" size="small" icon={Layers} isBusy={asking.isBusy} onPress={take}>
          Take a thread dump
        </Button>
      </header>
      <Asked
        asking={asking}
        doing="Waiting for all threads to reach a safepoint"
        failed="The JVM gave no thread dump."
      />
      {dump === undefined || counts === undefined ? (
        <EmptyState icon={Layers} title="No thread dump yet">
          <p>It stops the application for some milliseconds and is not printed to the pod’s log.</p>
        </EmptyState>
      ) : (
        <>
          <div className="jvm-choice">
            <Select
              label="Thread dump"
              isLabelHidden
              value={dump.at}
              onChange={setChosen}
              options={dumps
                .toReversed()
                .map(({ at, threads }) => ({ id: at, title: `${timeOf(at)}, ${threads.length} threads` }))}
            />
            <SegmentedControl<Shown>
              label="What is shown"
              value={shown}
              onChange={setShown}
              options={[
                { id: 'groups', title: 'Stacks' },
                { id: 'locks', title: 'Locks' },
                {
                  id: 'compared',
                  title: 'Compare',
                  ...(before === undefined
                    ? { disabledReason: 'It is compared with the dump before it: take another one.' }
                    : {}),
                },
              ]}
            />
          </div>
          {dump.deadlocks.map((circle) => (
            <DeadlockDrawing key={circle.join(' ')} dump={dump} circle={circle} />
          ))}
          {shown === 'locks' ? <LockList dump={dump} /> : undefined}
          {shown === 'compared' && before !== undefined ? <DumpComparison before={before} after={dump} /> : undefined}
          {shown === 'groups' || (shown === 'compared' && before === undefined) ? (
            <>
              <div className="jvm-filter">
                <TextField
                  label="Filter"
                  isLabelHidden
                  value={text}
                  onChange={setText}
                  placeholder="Name of a thread, class or method"
                />
                <SegmentedControl<ShownState | 'all'>
                  label="State"
                  value={state}
                  onChange={setState}
                  options={[
                    { id: 'all', title: `all ${dump.threads.length}` },
                    ...[...counts].map(([id, count]) => ({ id, title: `${STATE_WORDS[id]} ${count}` })),
                  ]}
                />
              </div>
              <ThreadGroupList dump={dump} filter={{ text, state: state === 'all' ? undefined : state }} />
            </>
          ) : undefined}
        </>
      )}
    </section>
  );
}

const STATE_WORDS: Readonly<Record<ShownState, string>> = {
  NEW: 'new',
  RUNNABLE: 'runnable',
  BLOCKED: 'blocked',
  WAITING: 'waiting',
  TIMED_WAITING: 'timed waiting',
  TERMINATED: 'terminated',
  VM: 'VM',
};

function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString();
}
