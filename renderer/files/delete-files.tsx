import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';

import { toAppError, type FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { ConfirmDialog, ErrorNotice, InertText } from '../ui/index.ts';
import { ChangeLine, RunningWarning } from './change-dialog.tsx';

export interface Doomed {
  readonly file: FileRef;
  readonly isDirectory: boolean;
}

export interface DeleteFilesProps {
  readonly doomed: readonly Doomed[];
  readonly application: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

const SHOWN = 8;

export function DeleteFiles({ doomed, application, onClose, onDeleted }: DeleteFilesProps): ReactElement | undefined {
  const api = useApi();
  const [first] = doomed;
  const look = useContextLook(first?.file.context ?? '');
  const removal = useMutation({
    mutationFn: async () => {
      for (const { file } of doomed) {
        await api.files.remove(file).catch((error: unknown) => {
          throw new Error(`${file.path}: ${toAppError(error).message}`);
        });
      }
    },
    onSuccess: onClose,
    onSettled: onDeleted,
  });
  if (first === undefined) return undefined;
  const what =
    doomed.length === 1 ? (first.isDirectory ? 'this empty folder' : 'this file') : `${String(doomed.length)} entries`;
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      isBusy={removal.isPending}
      onClose={onClose}
      onConfirm={() => removal.mutate()}
      title={`Delete ${what} in the container?`}
      confirmLabel={doomed.length === 1 ? (first.isDirectory ? 'Delete folder' : 'Delete file') : 'Delete all'}
      contextColor={look.color}
    >
      <ul className="files-doomed">
        {doomed.slice(0, SHOWN).map(({ file }) => (
          <li key={file.path}>
            <code>
              <InertText text={file.path} />
            </code>
          </li>
        ))}
        {doomed.length > SHOWN ? <li>and {String(doomed.length - SHOWN)} more</li> : undefined}
      </ul>
      <p>It cannot be brought back. A folder goes only when it is empty; of a link the link, never what it leads to.</p>
      <RunningWarning application={application} file={first.file} />
      <ChangeLine change={{ ...first.file, change: first.isDirectory ? 'removeDirectory' : 'remove' }} />
      {removal.error === null ? undefined : <ErrorNotice title="Not all was deleted." fact={removal.error.message} />}
    </ConfirmDialog>
  );
}
