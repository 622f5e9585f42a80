import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';

import type { FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Button, Checkbox, Dialog, ErrorNotice, formatBytes, InertText, Progress } from '../ui/index.ts';
import { ChangeLine, RunningWarning } from './change-dialog.tsx';
import { joinPath } from './file-words.ts';
import { sendFile } from './send-file.ts';

export interface UploadDialogProps {
  readonly directory: FileRef;
  readonly uploads: readonly File[];
  readonly application: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What was dropped or chosen, before it goes in; then how far it is. */
export function UploadDialog({ directory, uploads, application, onClose, onDone }: UploadDialogProps): ReactElement {
  const api = useApi();
  const { color } = useContextLook(directory.context);
  const [replaces, setReplaces] = useState(false);
  const [sent, setSent] = useState(0);
  const [stop] = useState(() => new AbortController());
  const total = uploads.reduce((sum, { size }) => sum + size, 0);
  const upload = useMutation({
    mutationFn: async () => {
      let before = 0;
      for (const file of uploads) {
        const target = { ...directory, path: joinPath(directory.path, escapeName(file.name)) };
        const start = before;
        await sendFile(api, {
          target,
          file,
          replace: replaces,
          signal: stop.signal,
          onSent: (bytes) => setSent(start + bytes),
        });
        before += file.size;
        onDone();
      }
    },
    onSuccess: onClose,
  });
  const cancel = (): void => {
    stop.abort();
    onClose();
  };
  const [first] = uploads;
  return (
    <Dialog
      isOpen
      onClose={cancel}
      title={
        uploads.length === 1
          ? 'Put this file into the container?'
          : `Put ${String(uploads.length)} files into the container?`
      }
      contextColor={color}
      isLocked={upload.isPending}
      footer={
        <>
          <Button onPress={cancel}>Cancel</Button>
          <Button variant="primary" isBusy={upload.isPending} onPress={() => upload.mutate()}>
            Upload {formatBytes(total)}
          </Button>
        </>
      }
    >
      <ul className="files-doomed">
        {uploads.slice(0, 8).map((file) => (
          <li key={file.name}>
            <code>
              <InertText text={file.name} />
            </code>{' '}
            {formatBytes(file.size)}
          </li>
        ))}
        {uploads.length > 8 ? <li>and {String(uploads.length - 8)} more</li> : undefined}
      </ul>
      <p>
        into <InertText text={directory.path} />, under a temporary name until all of it is there and its SHA-256
        agrees.
      </p>
      <Checkbox isSelected={replaces} onChange={setReplaces}>
        Replace files of the same name
      </Checkbox>
      <RunningWarning application={application} file={directory} />
      {first === undefined ? undefined : (
        <ChangeLine
          change={{ ...directory, change: 'upload', path: joinPath(directory.path, escapeName(first.name)) }}
        />
      )}
      {upload.isPending ? <Progress label="Uploading" fraction={total === 0 ? undefined : sent / total} /> : undefined}
      {upload.error === null ? undefined : (
        <ErrorNotice title="The upload did not succeed." fact={upload.error.message} />
      )}
    </Dialog>
  );
}

/** A name of this machine as a `TargetPath` has it. */
function escapeName(name: string): string {
  return name.replaceAll('\\', '\\\\').replaceAll('/', '_');
}
