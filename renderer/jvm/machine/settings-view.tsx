import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';

import { toAppError, type ProcessRef, type SystemProperty, type VmFlag } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import {
  Busy,
  Button,
  ErrorNotice,
  Eye,
  InertText,
  SegmentedControl,
  Table,
  TextField,
  type TableColumn,
} from '../../ui/index.ts';
import { Asked } from '../asked.tsx';
import { useAsk } from '../use-ask.ts';

type Shown = 'changed' | 'flags' | 'properties';

const FLAG_COLUMNS: readonly TableColumn<VmFlag>[] = [
  {
    id: 'name',
    title: 'Flag',
    isMono: true,
    width: 'minmax(200px, 1fr)',
    cell: ({ name }) => name,
    sortValue: ({ name }) => name,
  },
  {
    id: 'value',
    title: 'Value',
    isMono: true,
    width: 'minmax(120px, 1fr)',
    cell: ({ value }) => value,
    sortValue: ({ value }) => value,
  },
  { id: 'origin', title: 'From', width: '120px', cell: ({ origin }) => origin, sortValue: ({ origin }) => origin },
  {
    id: 'kinds',
    title: 'Kind',
    width: '150px',
    cell: ({ kinds }) => kinds.join(', '),
    sortValue: ({ kinds }) => kinds.join(' '),
  },
];
const PROPERTY_COLUMNS: readonly TableColumn<SystemProperty>[] = [
  {
    id: 'name',
    title: 'Property',
    isMono: true,
    width: 'minmax(200px, 1fr)',
    cell: ({ name }) => name,
    sortValue: ({ name }) => name,
  },
  { id: 'value', title: 'Value', isMono: true, width: 'minmax(200px, 2fr)', cell: ({ value }) => value },
];

/** Flags of the virtual machine and Java's system properties, secrets covered. */
export function SettingsView({ process }: { readonly process: ProcessRef }): ReactElement {
  const api = useApi();
  const [shown, setShown] = useState<Shown>('changed');
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<SystemProperty>();
  const read = useQuery({
    queryKey: ['jvm', 'settings', process],
    queryFn: async ({ signal }) => {
      const [flags, properties] = await Promise.all([
        api.jvm.flags(process, { signal }),
        api.jvm.systemProperties(process, { signal }),
      ]);
      return { flags, properties };
    },
    staleTime: 60_000,
    retry: false,
  });
  const uncovering = useAsk(({ name }: SystemProperty, signal) =>
    api.jvm.systemProperty({ ...process, name }, { signal }),
  );
  const wanted = text.trim().toLowerCase();
  const matches = ({ name }: { readonly name: string }): boolean => name.toLowerCase().includes(wanted);
  const flags = (read.data?.flags ?? []).filter(
    (flag) => matches(flag) && (shown === 'flags' || flag.origin !== 'default'),
  );
  return (
    <section className="jvm-view" aria-label="Settings">
      <header>
        <h2>Settings</h2>
        <SegmentedControl<Shown>
          label="What is shown"
          value={shown}
          onChange={setShown}
          options={[
            { id: 'changed', title: 'Flags that were set' },
            { id: 'flags', title: 'All flags' },
            { id: 'properties', title: 'System properties' },
          ]}
        />
        <TextField label="Filter" isLabelHidden value={text} onChange={setText} placeholder="Name" />
      </header>
      {read.error === null ? undefined : (
        <ErrorNotice
          title="The JVM did not tell its settings."
          fact={toAppError(read.error).message}
          actions={[{ id: 'retry', title: 'Ask again', onPress: () => void read.refetch() }]}
        />
      )}
      {read.isLoading ? <Busy what="Asking the JVM for its settings" /> : undefined}
      {shown === 'properties' && selected?.isMasked === true ? (
        <div className="jvm-filter">
          <code>
            <InertText text={selected.name} />
          </code>
          {uncovering.answer === undefined ? (
            <Button size="small" icon={Eye} isBusy={uncovering.isBusy} onPress={() => uncovering.ask(selected)}>
              Show its value
            </Button>
          ) : (
            <code>
              <InertText text={uncovering.answer.value} />
            </code>
          )}
        </div>
      ) : undefined}
      <Asked asking={uncovering} doing="Asking for one value" failed="The value was not told." />
      {read.data === undefined ? undefined : (
        <div className="jvm-fill">
          {shown === 'properties' ? (
            <Table
              key="properties"
              label="System properties"
              columns={PROPERTY_COLUMNS}
              rows={read.data.properties.filter(matches)}
              rowKey={({ name }) => name}
              selectedKey={selected?.name}
              onSelect={(property) => {
                uncovering.dismiss();
                setSelected(property);
              }}
              defaultSort={{ column: 'name', direction: 'ascending' }}
            />
          ) : (
            <Table
              key="flags"
              label="Flags"
              columns={FLAG_COLUMNS}
              rows={flags}
              rowKey={({ name }) => name}
              defaultSort={{ column: 'name', direction: 'ascending' }}
            />
          )}
        </div>
      )}
    </section>
  );
}
