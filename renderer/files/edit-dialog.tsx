import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';

import type { FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Button, Dialog, ErrorNotice, TextArea } from '../ui/index.ts';
import { ChangeLine, RunningWarning } from './change-dialog.tsx';
import { editedBytes, isSameContent } from './edit-text.ts';
import { baseName } from './file-words.ts';
import { sendFile } from './send-file.ts';
import { readRange, type FileRange } from './use-file-range.ts';

export interface EditDialogProps {
  readonly file: FileRef;
  /** All of it, as it was read. */
  readonly before: FileRange;
  readonly text: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly application: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const ROWS = 14;

/** A small text of a running application, changed as a whole: first who is running there, then never over what others wrote. */
export function EditDialog(props: EditDialogProps): ReactElement {
  const { file, before, lineEnd, application, onClose, onDone } = props;
  const api = useApi();
  const { color } = useContextLook(file.context);
  const [text, setText] = useState(props.text);
  const [stop] = useState(() => new AbortController());
  const saving = useMutation({
    mutationFn: async () => {
      const { signal } = stop;
      // Not only its time: a file that was written twice within a clock's tick is another one too.
      const now = await readRange(api, file, 0, before.bytes.length + 1, signal);
      if (!isSameContent(now.bytes, before.bytes)) {
        throw new Error('Somebody has written to the file meanwhile. Close this, look at it again, and change that.');
      }
      const content = new Blob([editedBytes(text, lineEnd)]);
      await sendFile(api, { target: file, file: content, replace: true, signal, onSent: () => undefined });
    },
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  const cancel = (): void => {
    stop.abort();
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={cancel}
      title={`Change ${baseName(file.path)}`}
      size="large"
      contextColor={color}
      isLocked={saving.isPending}
      footer={
        <>
          <Button onPress={cancel}>Cancel</Button>
          <Button
            variant="primary"
            isBusy={saving.isPending}
            disabledReason={text === props.text ? 'Nothing is changed yet.' : undefined}
            onPress={() => saving.mutate()}
          >
            Save in the container
          </Button>
        </>
      }
    >
      <RunningWarning application={application} file={file} />
      <TextArea label="Content" value={text} onChange={setText} rows={ROWS} isMono />
      <p>
        The file is replaced as a whole: a program that holds it open goes on with the old one until it opens it again.
      </p>
      <ChangeLine change={{ ...file, change: 'upload' }} />
      {saving.error === null ? undefined : (
        <ErrorNotice title="The file was not changed." fact={saving.error.message} />
      )}
    </Dialog>
  );
}
