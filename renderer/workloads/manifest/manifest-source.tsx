import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components';

import { toAppError } from '../../../preload/contract/index.ts';
import { useApi, useHost } from '../../bridge/index.ts';
import { Problem } from '../../problems/index.ts';
import { Button, FolderOpen, TextArea } from '../../ui/index.ts';
import type { ManifestFile } from './manifest-request.ts';
import { readManifestFile } from './read-manifest-file.ts';

export interface ManifestSourceProps {
  readonly text: string;
  readonly fileName: string | undefined;
  readonly onText: (text: string) => void;
  readonly onFile: (file: ManifestFile) => void;
}

/** Where the manifest comes from: a file, or what is pasted. */
export function ManifestSource({ text, fileName, onText, onFile }: ManifestSourceProps): ReactElement {
  const api = useApi();
  const host = useHost();
  const choose = useMutation({
    mutationFn: async (): Promise<ManifestFile | undefined> => {
      const { path } = await api.host.chooseFile({ purpose: 'manifest' });
      return path === undefined ? undefined : { name: path, ...(await api.host.readManifest({ path })) };
    },
    onSuccess: (file) => {
      if (file !== undefined) onFile(file);
    },
  });
  const read = useMutation({
    mutationFn: (file: File) => readManifestFile(file, host.pathOf(file)),
    onSuccess: onFile,
  });
  const failure = choose.error ?? read.error;
  return (
    <>
      <div className="manifest-file">
        {host.has('openDialog') ? (
          <Button icon={FolderOpen} isBusy={choose.isPending} onPress={() => choose.mutate()}>
            Choose a file…
          </Button>
        ) : (
          <FileTrigger
            acceptedFileTypes={['.yaml', '.yml', '.json']}
            onSelect={(files) => {
              const file = files?.[0];
              if (file !== undefined) read.mutate(file);
            }}
          >
            <Button icon={FolderOpen} isBusy={read.isPending}>
              Choose a file…
            </Button>
          </FileTrigger>
        )}
        <span className="manifest-file-name">{fileName ?? 'or drop one on the window, or paste it here'}</span>
      </div>
      {failure === null ? undefined : (
        <Problem
          error={toAppError(failure)}
          onDismiss={() => {
            choose.reset();
            read.reset();
          }}
        />
      )}
      <TextArea label="Manifest" isLabelHidden value={text} onChange={onText} isMono rows={16} placeholder={EXAMPLE} />
    </>
  );
}

const EXAMPLE = 'apiVersion: apps/v1\nkind: Deployment\n…';
