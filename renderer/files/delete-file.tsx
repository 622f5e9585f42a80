import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';

import type { FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { ConfirmDialog, ErrorNotice, InertText } from '../ui/index.ts';

export interface DeleteFileProps {
  readonly file: FileRef;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

export function DeleteFile({ file, onClose, onDeleted }: DeleteFileProps): ReactElement {
  const api = useApi();
  const look = useContextLook(file.context);
  const removal = useMutation({
    mutationFn: () => api.files.remove(file),
    onSuccess: () => {
      onDeleted();
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      isBusy={removal.isPending}
      onClose={onClose}
      onConfirm={() => removal.mutate()}
      title="Delete this file in the container?"
      confirmLabel="Delete file"
      contextColor={look.color}
      typedConfirmation={look.isProtected ? file.context : undefined}
    >
      <code>
        <InertText text={file.path} />
      </code>
      <p>
        It is deleted in the root of process {file.pid} of {file.pod} and cannot be brought back.
      </p>
      {removal.error === null ? undefined : <ErrorNotice title="It was not deleted." fact={removal.error.message} />}
    </ConfirmDialog>
  );
}
