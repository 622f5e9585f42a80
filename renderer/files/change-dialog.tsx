import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';

import type { FileChangePlan, FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Button, Dialog, ErrorNotice, KubectlLine, Notice, TextField } from '../ui/index.ts';
import { baseName, joinPath, parentPath } from './file-words.ts';

export interface ChangeDialogProps {
  readonly kind: 'rename' | 'makeDirectory';
  /** What is renamed, or the directory that a new one is made in. */
  readonly file: FileRef;
  /** The running process whose files these are, by name. */
  readonly application: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A name, what happens by it, and who is running there. */
export function ChangeDialog({ kind, file, application, onClose, onDone }: ChangeDialogProps): ReactElement {
  const api = useApi();
  const { color } = useContextLook(file.context);
  const before = kind === 'rename' ? baseName(file.path) : '';
  const [name, setName] = useState(before);
  const problem = nameProblem(name, before);
  const place = kind === 'rename' ? parentPath(file.path) : file.path;
  const target = joinPath(place, name);
  const change: FileChangePlan =
    kind === 'rename' ? { ...file, change: kind, to: target } : { ...file, change: kind, path: target };
  const mutation = useMutation({
    mutationFn: () =>
      kind === 'rename'
        ? api.files.rename({ ...file, to: target })
        : api.files.makeDirectory({ ...file, path: target }),
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  const act = (): void => {
    if (problem === undefined && !mutation.isPending) mutation.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={kind === 'rename' ? `Rename ${before}` : 'New folder'}
      contextColor={color}
      isLocked={mutation.isPending}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isBusy={mutation.isPending} disabledReason={problem} onPress={act}>
            {kind === 'rename' ? 'Rename' : 'Make folder'}
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} onChange={setName} onSubmit={act} isMono autoFocus />
      <RunningWarning application={application} file={file} />
      {problem === undefined ? <ChangeLine change={change} /> : undefined}
      {mutation.error === null ? undefined : <ErrorNotice title="Nothing was changed." fact={mutation.error.message} />}
    </Dialog>
  );
}

function nameProblem(name: string, before: string): string | undefined {
  if (name.trim() === '') return 'A name is missing.';
  if (name === '.' || name === '..' || name.includes('/')) return 'A name cannot hold a slash, nor be . or ..';
  return name === before ? 'It has this name already.' : undefined;
}

/** Whoever changes files of a running application should know it. */
export function RunningWarning(props: { readonly application: string; readonly file: FileRef }): ReactElement {
  const { application, file } = props;
  return (
    <Notice state="waiting" title={`${application} is running on these files.`}>
      The change is made at once, in the root of process {String(file.pid)} of {file.pod}, and is gone when the
      container is started anew.
    </Notice>
  );
}

/** The same by hand; quotes and odd bytes are the core's to write. */
export function ChangeLine({ change }: { readonly change: FileChangePlan }): ReactElement | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['file-change', change],
    queryFn: ({ signal }) => api.files.plan(change, { signal }),
    retry: false,
  });
  return data === undefined ? undefined : <KubectlLine command={data.kubectl} />;
}
