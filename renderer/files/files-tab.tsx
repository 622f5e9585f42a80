import { useMemo, type ReactElement } from 'react';

import { toAppError, type PodDetail, type PodRef } from '../../preload/contract/index.ts';
import { useDebug } from '../debug/index.ts';
import { go, usePlace } from '../place/index.ts';
import { Bug, Busy, Button, EmptyState, ErrorNotice, FolderOpen, InertText } from '../ui/index.ts';
import { ComparisonView } from './compare/comparison-view.tsx';
import { FileBrowser } from './file-browser.tsx';
import { filesPlace, readFilesPlace, type FilesPlace } from './files-place.ts';
import { defaultChoice, processChoices } from './process-choice.ts';
import { useProbe } from './use-probe.ts';
import './files.css';

/** A process's files, through a debug container that may look into it. */
export function FilesTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const debug = useDebug();
  const probe = useProbe(pod, detail);
  const place = usePlace();
  const choices = useMemo(() => (probe.data === undefined ? [] : processChoices(probe.data)), [probe.data]);
  const asked = readFilesPlace(pod, place.detail);
  const fallback = defaultChoice(choices, detail);
  const shown: FilesPlace | undefined =
    asked ??
    (fallback === undefined ? undefined : { container: fallback.container, pid: fallback.process.pid, path: '/' });

  const onGo = (next: FilesPlace, replace: boolean): void => go(filesPlace(pod, next), { replace });

  if (shown?.comparedWith !== undefined) {
    const { comparedWith: there, ...here } = shown;
    return <ComparisonView key={place.detail} pod={pod} here={here} there={there} choices={choices} onGo={onGo} />;
  }
  if (shown !== undefined) {
    return <FileBrowser key={`${shown.container}:${shown.pid}`} pod={pod} at={shown} choices={choices} onGo={onGo} />;
  }
  if (probe.data === undefined) {
    return (
      <div className="files-lone">
        {probe.error === null ? (
          <Busy what="Looking for a process whose files can be read" />
        ) : (
          <ErrorNotice
            title="The processes could not be read."
            fact={toAppError(probe.error).message}
            actions={[{ id: 'retry', title: 'Try again', onPress: () => void probe.refetch() }]}
          />
        )}
      </div>
    );
  }
  return (
    <EmptyState
      icon={FolderOpen}
      title="No file system can be reached yet"
      actions={
        <Button variant="primary" icon={Bug} onPress={() => debug.open({ pod })}>
          Debug…
        </Button>
      }
    >
      <p>A debug container whose target is a container sees its processes, and through /proc/PID/root their files.</p>
      {probe.data.views.map(({ container, problem }) =>
        problem === undefined ? undefined : (
          <p key={container}>
            {container}: <InertText text={problem} />
          </p>
        ),
      )}
    </EmptyState>
  );
}
