import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';

import type { ProcessRef } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import {
  Busy,
  Button,
  CodeBlock,
  Dialog,
  ErrorNotice,
  formatBytes,
  InertText,
  KeyValues,
  Notice,
  Switch,
  TextField,
} from '../../ui/index.ts';

export interface HeapDumpDialogProps {
  readonly process: ProcessRef;
  readonly onDump: (live: boolean) => void;
  readonly onClose: () => void;
}

/** What it would take, before anything is written. */
export function HeapDumpDialog({ process, onDump, onClose }: HeapDumpDialogProps): ReactElement {
  const api = useApi();
  const look = useContextLook(process.context);
  const [live, setLive] = useState(true);
  const [typed, setTyped] = useState('');
  const plan = useQuery({
    queryKey: ['jvm', 'heap dump plan', process, live],
    queryFn: ({ signal }) => api.jvm.planHeapDump({ ...process, live }, { signal }),
    placeholderData: (before) => before,
    retry: false,
  });
  const { data } = plan;
  const isUntyped = look.isProtected && typed !== process.context;
  const reason =
    data === undefined
      ? 'The JVM is being asked what it would take.'
      : (data.refusal ?? (isUntyped ? `Type ${process.context} first.` : undefined));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Make a heap dump"
      subtitle={`Process ${process.pid} of ${process.pod}`}
      contextColor={look.color}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" disabledReason={reason} onPress={() => reason === undefined && onDump(live)}>
            Make heap dump
          </Button>
        </>
      }
    >
      <div className="jvm-form">
        <p>
          The application stands still while its heap is written. The file is copied to this machine, compared at both
          ends, and then deleted in the container. It holds every text in memory, passwords as well.
        </p>
        <Switch
          isSelected={live}
          onChange={setLive}
          description="Smaller, and what a leak is looked for in. The JVM collects garbage before."
        >
          Only reachable objects
        </Switch>
        {data === undefined ? (
          plan.error === null ? (
            <Busy what="Asking the JVM for its heap" />
          ) : undefined
        ) : (
          <>
            <KeyValues
              items={[
                { key: 'Heap in use', value: formatBytes(data.usedBytes) },
                {
                  key: 'At most',
                  value: `${formatBytes(data.neededBytes)}${data.isCompressed ? ', less as it is compressed' : ''}`,
                },
                { key: 'Free there', value: `${formatBytes(data.freeBytes)}${data.inMemory ? ', in memory' : ''}` },
                { key: 'File', value: <InertText text={data.path} />, isMono: true },
              ]}
            />
            {data.refusal === undefined ? undefined : <ErrorNotice title="It would not fit." fact={data.refusal} />}
            {data.inMemory && data.refusal === undefined ? (
              <Notice state="waiting">
                The folder lies in memory: the dump counts against the container’s memory limit while it is there.
              </Notice>
            ) : undefined}
            <CodeBlock label="The same in a terminal" prompt="$" wraps text={`jcmd ${process.pid} ${data.command}`} />
          </>
        )}
        {plan.error === null ? undefined : (
          <ErrorNotice title="The JVM could not be asked." fact={plan.error.message} />
        )}
        {look.isProtected ? (
          <TextField
            label={`This context is protected. Type ${process.context} to go on.`}
            isMono
            value={typed}
            onChange={setTyped}
          />
        ) : undefined}
      </div>
    </Dialog>
  );
}
