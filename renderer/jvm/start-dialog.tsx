import { useState, type ReactElement } from 'react';

import type { ProcessRef, Recording, StartRecording } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Button, CodeBlock, Dialog, NumberField, RadioGroup, TextField } from '../ui/index.ts';
import { initialRecording, jcmdLine, readRecording, recordingPath } from './recording-form.ts';

export interface StartDialogProps {
  readonly process: ProcessRef;
  readonly existing: readonly Recording[];
  readonly onStart: (request: StartRecording) => void;
  readonly onClose: () => void;
}

const TEMPLATES = [
  {
    id: 'profile',
    title: 'profile',
    description: 'More samples and allocation: about 2 % overhead, for a minute or an hour.',
  },
  { id: 'default', title: 'default', description: 'Under 1 % overhead: may run for days.' },
] as const satisfies readonly {
  readonly id: StartRecording['settings'];
  readonly title: string;
  readonly description: string;
}[];

export function StartDialog({ process, existing, onStart, onClose }: StartDialogProps): ReactElement {
  const look = useContextLook(process.context);
  const [form, setForm] = useState(() => initialRecording(existing));
  const [typed, setTyped] = useState('');
  const reading = readRecording(process, form);
  const problems = 'problems' in reading ? reading.problems : {};
  const isUntyped = look.isProtected && typed !== process.context;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Start a flight recording"
      subtitle={`Process ${process.pid} of ${process.pod}`}
      contextColor={look.color}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReason={Object.values(problems)[0] ?? (isUntyped ? `Type ${process.context} first.` : undefined)}
            onPress={() => 'request' in reading && onStart(reading.request)}
          >
            Start recording
          </Button>
        </>
      }
    >
      <div className="jvm-form">
        <TextField
          label="Name"
          isMono
          value={form.name}
          onChange={(name) => setForm({ ...form, name })}
          error={problems.name}
        />
        <RadioGroup
          label="Template"
          value={form.settings}
          onChange={(settings) => setForm({ ...form, settings })}
          options={TEMPLATES}
        />
        <NumberField
          label="Duration in seconds"
          value={form.durationSeconds}
          onChange={(durationSeconds) => setForm({ ...form, durationSeconds })}
          minimum={1}
          maximum={86_400}
          description="Empty: until you stop it."
          error={problems.durationSeconds}
        />
        <TextField
          label="File in the container"
          isMono
          value={recordingPath(form)}
          onChange={(path) => setForm({ ...form, path })}
          error={problems.path}
          description="Written by the JVM, as the JVM’s user."
        />
        {look.isProtected ? (
          <TextField
            label={`This context is protected. Type ${process.context} to go on.`}
            isMono
            value={typed}
            onChange={setTyped}
          />
        ) : undefined}
        {'request' in reading ? (
          <CodeBlock label="The same in a terminal" prompt="$" wraps text={jcmdLine(reading.request)} />
        ) : undefined}
      </div>
    </Dialog>
  );
}
