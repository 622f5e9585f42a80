import { useState, type ReactElement } from 'react';

import type { ProcessRef, RecordingTemplate, StartRecording } from '../../../preload/contract/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import {
  Busy,
  Button,
  CodeBlock,
  Dialog,
  ErrorNotice,
  Notice,
  NumberField,
  RadioGroup,
  Switch,
  TextField,
} from '../../ui/index.ts';
import {
  initialRecording,
  maxSizeMib,
  readRecording,
  recordingPath,
  SMALLEST_MAX_SIZE_MIB,
  type RecordingField,
  type RecordingForm,
} from './recording-form.ts';
import { spaceText } from './recording-words.ts';
import { SettingsFile } from './settings-file.tsx';
import { useRecordingPlan, useRecordingSpace } from './use-recordings.ts';

export interface StartDialogProps {
  readonly process: ProcessRef;
  /** Names that recordings and files have already. */
  readonly taken: readonly string[];
  readonly onStart: (request: StartRecording) => void;
  readonly onClose: () => void;
}

const TEMPLATES = [
  {
    id: 'profile',
    title: 'profile',
    description: 'The JDK’s own: more samples, about 2 %, for minutes.',
  },
  { id: 'default', title: 'default', description: 'The JDK’s own: under 1 %, may run for days.' },
  {
    id: 'lowOverhead',
    title: 'low overhead',
    description: 'default without allocation, and waits only from 100 ms.',
  },
  {
    id: 'memoryLeaks',
    title: 'memory leaks',
    description: 'profile with old objects and what holds them; pauses at its end.',
  },
  { id: 'locks', title: 'locks', description: 'profile with every wait from 1 ms, with stacks.' },
  { id: 'own', title: 'own .jfc file', description: 'Settings made with jfr configure or Mission Control.' },
] as const satisfies readonly {
  readonly id: RecordingTemplate;
  readonly title: string;
  readonly description: string;
}[];

export function StartDialog({ process, taken, onStart, onClose }: StartDialogProps): ReactElement {
  const look = useContextLook(process.context);
  const [form, setForm] = useState(() => initialRecording(taken));
  const [typed, setTyped] = useState('');
  const space = useRecordingSpace(process);
  const reading = readRecording(process, form, space.data);
  const request = 'request' in reading && space.data !== undefined ? reading.request : undefined;
  const plan = useRecordingPlan(request);
  const problems: Readonly<Partial<Record<RecordingField, string>>> = 'problems' in reading ? reading.problems : {};
  const refusal = plan.data?.refusal;
  const isUntyped = look.isProtected && typed !== process.context;
  const reason =
    Object.values(problems)[0] ??
    refusal?.message ??
    (isUntyped ? `Type ${process.context} first.` : undefined) ??
    (plan.data === undefined && plan.error === null ? 'It is being looked at whether it can be started.' : undefined);
  // A field may tell its text when it loses the focus, in the same moment as another its choice.
  const change = (next: Partial<RecordingForm>): void => setForm((before) => ({ ...before, ...next }));
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
            disabledReason={reason}
            onPress={() => {
              if (request !== undefined && reason === undefined) onStart(request);
            }}
          >
            Start recording
          </Button>
        </>
      }
    >
      <div className="jvm-form">
        <div className="jvm-form-row">
          <TextField
            label="Name"
            isMono
            value={form.name}
            onChange={(name) => change({ name })}
            error={problems.name}
          />
          <NumberField
            label="Duration in seconds"
            value={form.durationSeconds}
            onChange={(durationSeconds) => change({ durationSeconds })}
            minimum={1}
            maximum={2_592_000}
            description="Empty: until you stop it."
            error={problems.durationSeconds}
          />
        </div>
        <RadioGroup
          label="Template"
          value={form.template}
          onChange={(template) => change({ template })}
          options={TEMPLATES}
        />
        {form.template === 'own' ? (
          <SettingsFile file={form.own} onChoose={(own) => change({ own })} error={problems.settings} />
        ) : undefined}
        <div className="jvm-form-row">
          <NumberField
            label="Largest size"
            unit="MiB"
            value={maxSizeMib(form, space.data)}
            onChange={(size) => change({ maxSizeMib: size })}
            minimum={SMALLEST_MAX_SIZE_MIB}
            description="Older parts are dropped."
            error={problems.maxSizeBytes}
          />
          <NumberField
            label="Keep the last minutes"
            value={form.maxAgeMinutes}
            onChange={(maxAgeMinutes) => change({ maxAgeMinutes })}
            minimum={1}
            maximum={43_200}
            description="Empty: as far as the size goes."
            error={problems.maxAgeSeconds}
          />
        </div>
        <TextField
          label="File in the container"
          isMono
          value={recordingPath(form, space.data)}
          onChange={(path) => change({ path })}
          error={problems.path}
          description="Written by the JVM, as the JVM’s user."
        />
        <Switch
          isSelected={form.withEnvironment}
          onChange={(withEnvironment) => change({ withEnvironment })}
          description="Secrets often stand there, and a recording is made to be handed on."
        >
          Record environment variables
        </Switch>
        {space.data === undefined ? (
          space.error === null ? (
            <Busy what="Looking at the JVM’s disk" />
          ) : undefined
        ) : (
          <Notice state={space.data.largestMaxSizeBytes === 0 ? 'bad' : space.data.inMemory ? 'waiting' : 'unknown'}>
            {spaceText(space.data)}
          </Notice>
        )}
        {space.error === null && plan.error === null ? undefined : (
          <ErrorNotice title="The JVM could not be asked." fact={(space.error ?? plan.error)?.message} />
        )}
        {refusal === undefined ? undefined : <ErrorNotice title="It would not be started." fact={refusal.message} />}
        {look.isProtected ? (
          <TextField
            label={`This context is protected. Type ${process.context} to go on.`}
            isMono
            value={typed}
            onChange={setTyped}
          />
        ) : undefined}
        {plan.data?.command === undefined ? undefined : (
          <CodeBlock label="The same in a terminal" prompt="$" wraps text={plan.data.command} />
        )}
      </div>
    </Dialog>
  );
}
