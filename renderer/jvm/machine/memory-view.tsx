import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';

import { toAppError, type CodeCache, type NativeMemory, type ProcessRef } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import {
  Busy,
  Button,
  formatBytes,
  IconButton,
  InertText,
  Notice,
  Progress,
  RefreshCw,
  RotateCcw,
} from '../../ui/index.ts';
import { Asked } from '../asked.tsx';
import { useAsk } from '../use-ask.ts';

/** Memory outside of the heap, the compiler's own, and a garbage collection on demand. */
export function MemoryView({ process }: { readonly process: ProcessRef }): ReactElement {
  const api = useApi();
  const read = useQuery({
    queryKey: ['jvm', 'memory', process],
    queryFn: async ({ signal }) => {
      const [native, code, queue] = await Promise.allSettled([
        api.jvm.nativeMemory(process, { signal }),
        api.jvm.codeCache(process, { signal }),
        api.jvm.compilerQueue(process, { signal }),
      ]);
      return { native, code, queue };
    },
    retry: false,
  });
  const garbage = useAsk((_: 'collect', signal) => api.jvm.collectGarbage(process, { signal }));
  const { usedBeforeBytes, usedAfterBytes } = garbage.answer ?? {};
  return (
    <section className="jvm-view" aria-label="Memory">
      <header>
        <h2>Memory outside of the heap</h2>
        <IconButton
          size="small"
          icon={RefreshCw}
          label="Ask the JVM again"
          isBusy={read.isFetching}
          onPress={() => void read.refetch()}
        />
        <Button size="small" icon={RotateCcw} isBusy={garbage.isBusy} onPress={() => garbage.ask('collect')}>
          Collect garbage
        </Button>
      </header>
      <Asked asking={garbage} doing="The JVM is collecting garbage" failed="No garbage was collected." />
      {usedBeforeBytes === undefined || usedAfterBytes === undefined ? undefined : (
        <Notice state="good" title="Garbage was collected." onDismiss={garbage.dismiss}>
          The heap used {formatBytes(usedBeforeBytes)} before and {formatBytes(usedAfterBytes)} after.
        </Notice>
      )}
      {read.data === undefined ? (
        <Busy what="Asking the JVM for its memory" />
      ) : (
        <>
          {read.data.native.status === 'fulfilled' ? (
            <NativeMemoryTable memory={read.data.native.value} />
          ) : (
            <Notice title="Native memory">{toAppError(read.data.native.reason).message}</Notice>
          )}
          {read.data.code.status === 'fulfilled' ? (
            <CodeCacheBars cache={read.data.code.value} />
          ) : (
            <Notice title="Code cache">{toAppError(read.data.code.reason).message}</Notice>
          )}
          {read.data.queue.status === 'fulfilled' ? <CompilerTasks queue={read.data.queue.value} /> : undefined}
        </>
      )}
    </section>
  );
}

function NativeMemoryTable({ memory }: { readonly memory: NativeMemory }): ReactElement {
  return (
    <table className="jvm-table">
      <thead>
        <tr>
          <th scope="col">Native memory</th>
          <th scope="col" className="jvm-number">
            Committed
          </th>
          <th scope="col" className="jvm-number">
            Reserved
          </th>
        </tr>
      </thead>
      <tbody>
        {memory.categories
          .toSorted((one, other) => other.committedBytes - one.committedBytes)
          .map(({ name, committedBytes, reservedBytes }) => (
            <tr key={name}>
              <th scope="row">
                <InertText text={name} />
              </th>
              <td className="jvm-number">{formatBytes(committedBytes)}</td>
              <td className="jvm-number">{formatBytes(reservedBytes)}</td>
            </tr>
          ))}
        <tr>
          <th scope="row">All</th>
          <td className="jvm-number">{formatBytes(memory.committedBytes)}</td>
          <td className="jvm-number">{formatBytes(memory.reservedBytes)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function CodeCacheBars({ cache }: { readonly cache: CodeCache }): ReactElement {
  return (
    <section className="jvm-bars" aria-label="Code cache">
      <h3>Code cache</h3>
      {cache.heaps.map(({ name, usedBytes, sizeBytes }) => (
        <Progress
          key={name}
          label={name}
          fraction={sizeBytes === 0 ? 0 : usedBytes / sizeBytes}
          detail={`${formatBytes(usedBytes)} of ${formatBytes(sizeBytes)}`}
        />
      ))}
      <p className="jvm-hint">
        {cache.methods.toLocaleString()} compiled methods, {cache.blobs.toLocaleString()} pieces;{' '}
        {cache.isCompiling ? 'the compiler is at work' : 'the compiler is switched off'}
        {cache.fullCount === 0 ? '' : `, it was full ${cache.fullCount} times`}.
      </p>
    </section>
  );
}

function CompilerTasks({
  queue,
}: {
  readonly queue: {
    readonly current: readonly string[];
    readonly queues: readonly { readonly name: string; readonly tasks: readonly string[] }[];
  };
}): ReactElement {
  const waiting = queue.queues.flatMap(({ name, tasks }) => tasks.map((task) => `${name} ${task}`));
  return (
    <section className="jvm-bars" aria-label="Compiler">
      <h3>Compiler</h3>
      <p className="jvm-hint">
        {queue.current.length === 0
          ? 'Nothing is compiled at this moment'
          : `${queue.current.length} methods are being compiled`}
        , {waiting.length === 0 ? 'nothing waits' : `${waiting.length} wait`}.
      </p>
      <ul className="jvm-lines">
        {[...queue.current, ...waiting].slice(0, 100).map((task, index) => (
          <li key={`${index} ${task}`}>
            <InertText text={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}
