import { useMemo, useState, type ReactElement } from 'react';

import type { ClassHistogram, ProcessRef } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { useActions } from '../../commands/index.ts';
import {
  Button,
  EmptyState,
  formatBytes,
  MiddleTruncate,
  Notice,
  Switch,
  Table,
  Table2,
  TextField,
  type TableColumn,
} from '../../ui/index.ts';
import { Asked } from '../asked.tsx';
import { useAsk } from '../use-ask.ts';
import { useKept } from '../use-kept.ts';
import { classRows, type ClassRow } from './compare-histograms.ts';
import { HeapDump } from './heap-dump.tsx';

/** The last one and the one before it. */
const KEPT = 2;
const CLASS_END = 18;

const SIZES: readonly TableColumn<ClassRow>[] = [
  {
    id: 'name',
    title: 'Class',
    isMono: true,
    width: 'minmax(200px, 1fr)',
    // The end of a class's name tells most.
    cell: ({ name }) => <MiddleTruncate text={name} keepEnd={CLASS_END} />,
    sortValue: ({ name }) => name,
  },
  {
    id: 'instances',
    title: 'Instances',
    align: 'end',
    width: '104px',
    cell: ({ instances }) => instances.toLocaleString(),
    sortValue: ({ instances }) => instances,
  },
  {
    id: 'bytes',
    title: 'Size',
    align: 'end',
    width: '96px',
    cell: ({ bytes }) => formatBytes(bytes),
    sortValue: ({ bytes }) => bytes,
  },
];
const GROWTH: readonly TableColumn<ClassRow>[] = [
  {
    id: 'instancesGrown',
    title: '± Instances',
    align: 'end',
    width: '104px',
    hint: 'Against the histogram before',
    cell: ({ instancesGrown = 0 }) => signed(instancesGrown, (number) => number.toLocaleString()),
    sortValue: ({ instancesGrown }) => instancesGrown,
  },
  {
    id: 'bytesGrown',
    title: '± Size',
    align: 'end',
    width: '96px',
    hint: 'Against the histogram before',
    cell: ({ bytesGrown = 0 }) => signed(bytesGrown, formatBytes),
    sortValue: ({ bytesGrown }) => bytesGrown,
  },
];

export function HeapView({ process }: { readonly process: ProcessRef }): ReactElement {
  const api = useApi();
  const [histograms, keep] = useKept<ClassHistogram>('class histograms', process, KEPT);
  const [live, setLive] = useState(true);
  const [text, setText] = useState('');
  const asking = useAsk((_: 'count', signal) => api.jvm.classHistogram({ ...process, live }, { signal }), keep);
  const take = (): void => asking.ask('count');
  useActions([
    {
      id: 'jvm.histogram',
      title: 'Take a class histogram',
      section: 'Java',
      keywords: ['jmap', 'GC.class_histogram', 'heap'],
      perform: take,
    },
  ]);
  const [before, after] = histograms.length < KEPT ? [undefined, histograms[0]] : [histograms[0], histograms[1]];
  const rows = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return after === undefined
      ? []
      : classRows(after, before).filter(({ name }) => name.toLowerCase().includes(wanted));
  }, [after, before, text]);
  return (
    <section className="jvm-view" aria-label="Heap">
      <HeapDump process={process} />
      <header>
        <h2>Class histogram</h2>
        <Switch isSelected={live} onChange={setLive}>
          only reachable objects
        </Switch>
        <Button variant="primary" size="small" icon={Table2} isBusy={asking.isBusy} onPress={take}>
          {after === undefined ? 'Count objects' : 'Count again'}
        </Button>
      </header>
      <Asked asking={asking} doing="The JVM is counting its objects" failed="The JVM gave no class histogram." />
      {after === undefined ? (
        <EmptyState icon={Table2} title="No histogram yet">
          <p>Counting stops the application for as long as a full garbage collection takes.</p>
        </EmptyState>
      ) : (
        <>
          <div className="jvm-filter">
            <TextField label="Filter" isLabelHidden value={text} onChange={setText} placeholder="Name of a class" />
            <span className="jvm-hint">
              {after.instances.toLocaleString()} objects, {formatBytes(after.bytes)}
              {before === undefined
                ? '. Count again to compare.'
                : `, ${signed(after.bytes - before.bytes, formatBytes)} since the one before`}
            </span>
          </div>
          <div className="jvm-fill">
            <Table
              key={before === undefined ? 'one' : 'two'}
              label="Classes"
              columns={before === undefined ? SIZES : [...SIZES, ...GROWTH]}
              rows={rows}
              rowKey={({ key }) => key}
              defaultSort={{ column: before === undefined ? 'bytes' : 'bytesGrown', direction: 'descending' }}
              empty={<p className="jvm-hint">No class matches.</p>}
            />
          </div>
          {after.truncated ? <Notice state="waiting">Only the largest classes are shown.</Notice> : undefined}
        </>
      )}
    </section>
  );
}

function signed(number: number, format: (number: number) => string): string {
  return number === 0 ? '0' : `${number > 0 ? '+' : '−'}${format(Math.abs(number))}`;
}
