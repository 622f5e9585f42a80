import { useState, type ReactElement } from 'react';

import { DumpPath, type ProcessRef } from '../../../preload/contract/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import { Button, CodeBlock, Dialog, NumberField, TextField } from '../../ui/index.ts';

export interface DumpDialogProps {
  readonly process: ProcessRef;
  readonly name: string;
  /** Where the recording itself will be written. */
  readonly path: string | undefined;
  readonly onDump: (path: string, lastSeconds: number | undefined) => void;
  readonly onClose: () => void;
}

/** The recording goes on: only what there is, or its last minutes, is written. */
export function DumpDialog({ process, name, path, onDump, onClose }: DumpDialogProps): ReactElement {
  const look = useContextLook(process.context);
  const [file, setFile] = useState(() => dumpPath(name, path, new Date()));
  const [minutes, setMinutes] = useState<number>();
  const parsed = DumpPath.safeParse(file);
  const problem = parsed.success ? undefined : parsed.error.issues[0]?.message;
  const age = minutes === undefined ? '' : ` maxage=${minutes * 60}s`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Dump what has been recorded"
      subtitle={`${name} goes on recording`}
      contextColor={look.color}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReason={problem}
            onPress={() => onDump(file, minutes === undefined ? undefined : minutes * 60)}
          >
            Dump
          </Button>
        </>
      }
    >
      <div className="jvm-form">
        <NumberField
          label="Only the last minutes"
          value={minutes}
          onChange={setMinutes}
          minimum={1}
          maximum={1440}
          description="Empty: all that is kept."
        />
        <TextField label="File in the container" isMono value={file} onChange={setFile} error={problem} />
        <CodeBlock
          label="The same in a terminal"
          prompt="$"
          wraps
          text={`jcmd ${process.pid} JFR.dump name=${name} filename=${file}${age}`}
        />
      </div>
    </Dialog>
  );
}

/** Beside the recording's own file, never over it. Pure. */
function dumpPath(name: string, path: string | undefined, at: Date): string {
  const folder = path === undefined ? '/tmp' : path.slice(0, path.lastIndexOf('/'));
  const time = at.toISOString().slice(11, 19).replaceAll(':', '');
  return `${folder}/${name}-${time}.jfr`;
}
