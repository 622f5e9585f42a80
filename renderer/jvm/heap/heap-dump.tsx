import { useState, type ReactElement } from 'react';

import type { HeapDumpPhase, ProcessRef } from '../../../preload/contract/index.ts';
import { useReduced } from '../../bridge/index.ts';
import { useActions } from '../../commands/index.ts';
import { Button, ErrorNotice, HardDrive, Notice, Progress } from '../../ui/index.ts';
import { HeapDumpDialog } from './heap-dump-dialog.tsx';
import { dumpWords, followDump, type HeapDumpProgress } from './heap-dump-words.ts';

interface Wished {
  readonly live: boolean;
  /** Each is another stream. */
  readonly number: number;
}

/** Made, copied here with proof, and deleted there, in one go. */
export function HeapDump({ process }: { readonly process: ProcessRef }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [wished, setWished] = useState<Wished>();
  const stream = useReduced<HeapDumpPhase, HeapDumpProgress>(
    `heap dump ${JSON.stringify([process, wished])}`,
    wished === undefined ? undefined : (api, signal) => api.jvm.heapDump({ ...process, live: wished.live }, { signal }),
    followDump,
    undefined,
  );
  useActions([
    {
      id: 'jvm.heapDump',
      title: 'Make a heap dump',
      section: 'Java',
      keywords: ['hprof', 'GC.heap_dump', 'jmap'],
      perform: () => setAsking(true),
    },
  ]);
  const words = stream.value === undefined ? undefined : dumpWords(stream.value);
  const isRunning = wished !== undefined && stream.error === undefined && words?.isOver !== true;
  return (
    <>
      <header>
        <h2>Heap dump</h2>
        {isRunning ? (
          <Button size="small" onPress={() => setWished(undefined)}>
            Cancel
          </Button>
        ) : undefined}
        <Button size="small" icon={HardDrive} isBusy={isRunning} onPress={() => setAsking(true)}>
          Make a heap dump…
        </Button>
      </header>
      {wished === undefined ? undefined : stream.error === undefined ? (
        words === undefined ? undefined : words.isOver ? (
          <Notice
            state={stream.value?.last.phase === 'failed' ? 'bad' : 'good'}
            title={words.title}
            onDismiss={() => setWished(undefined)}
          >
            {words.detail}
          </Notice>
        ) : (
          <Progress label={words.title} detail={words.detail} fraction={words.fraction} />
        )
      ) : (
        <ErrorNotice
          title="There is no heap dump."
          fact={stream.error.message}
          onDismiss={() => setWished(undefined)}
        />
      )}
      {isAsking ? (
        <HeapDumpDialog
          process={process}
          onClose={() => setAsking(false)}
          onDump={(live) => {
            setAsking(false);
            setWished({ live, number: (wished?.number ?? 0) + 1 });
          }}
        />
      ) : undefined}
    </>
  );
}
