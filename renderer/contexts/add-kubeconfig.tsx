import { useMutation } from '@tanstack/react-query';
import { useState, type DragEvent, type ReactElement } from 'react';

import { toAppError } from '../../preload/contract/index.ts';
import { useApi, useHost } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { Button, FolderOpen, showDone, TextField } from '../ui/index.ts';

/** By the system's file dialog, by typing its path, or by dropping it here. The file stays where it is and is followed. */
export function AddKubeconfig(): ReactElement {
  const api = useApi();
  const host = useHost();
  const [path, setPath] = useState('');
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (chosen: string) => api.contexts.addKubeconfig({ path: chosen }),
    onSuccess: (file) => {
      setPath('');
      showDone({
        title: file.contexts === 1 ? '1 context found' : `${file.contexts} contexts found`,
        detail: file.path,
      });
    },
  });
  const choose = useMutation({
    mutationFn: () => api.host.chooseFile({ purpose: 'kubeconfig' }),
    onSuccess: (chosen) => {
      if (chosen.path !== undefined) mutate(chosen.path);
    },
  });
  const drop = (event: DragEvent): void => {
    const file = event.dataTransfer.files[0];
    const dropped = file === undefined ? undefined : host.pathOf(file);
    if (dropped === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    mutate(dropped);
  };
  const failure = error ?? choose.error;
  const typed = path.trim();
  return (
    <div className="add-kubeconfig" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {host.has('openDialog') ? (
        <Button variant="primary" icon={FolderOpen} isBusy={choose.isPending} onPress={() => choose.mutate()}>
          Open a kubeconfig…
        </Button>
      ) : undefined}
      <TextField
        label="Path of a kubeconfig"
        isLabelHidden
        placeholder={`Path of a kubeconfig, such as ${host.homeDirectory}/.kube/staging`}
        value={path}
        onChange={setPath}
        onSubmit={() => {
          if (typed !== '') mutate(typed);
        }}
        isMono
      />
      <Button
        isBusy={isPending}
        disabledReason={typed === '' ? 'Type the file’s path first.' : undefined}
        onPress={() => mutate(typed)}
      >
        Open
      </Button>
      {failure === null ? undefined : (
        <div className="add-kubeconfig-problem">
          <Problem
            error={toAppError(failure)}
            onDismiss={() => {
              reset();
              choose.reset();
            }}
          />
        </div>
      )}
    </div>
  );
}
