import type { ReactElement } from 'react';

import type { ProcessRef } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { Button, formatBytes, InertText, MiddleTruncate, Notice, RelativeTime, Search } from '../../ui/index.ts';
import { Asked } from '../asked.tsx';
import { useAsk } from '../use-ask.ts';
import type { RecordingRow } from './recording-rows.ts';
import { FileButtons, type RecordingActions } from './recording-table.tsx';

/** Recordings that somebody else has made, or that a JVM has left when it died. */
export function FoundRecordings(props: {
  readonly process: ProcessRef;
  /** Already in the table above. */
  readonly known: readonly RecordingRow[];
  readonly actions: RecordingActions;
}): ReactElement {
  const { process, known, actions } = props;
  const api = useApi();
  const search = useAsk((_: 'all', signal) => api.jvm.findRecordings(process, { signal }));
  const files = search.answer?.files.filter(({ path }) => !known.some((row) => row.path === path));
  return (
    <section className="jvm-found" aria-label="Recordings in the file system">
      <header>
        <h3>In the JVM’s file system</h3>
        <Button size="small" icon={Search} isBusy={search.isBusy} onPress={() => search.ask('all')}>
          Search for recordings
        </Button>
      </header>
      <Asked asking={search} doing="Looking into every folder of the JVM" failed="The search has failed." />
      {files === undefined ? undefined : files.length === 0 ? (
        <p className="jvm-hint">There are no others.</p>
      ) : (
        <ul className="jvm-files">
          {files.map(({ path, sizeBytes, modifiedAt, isRepository }) => (
            <li key={path}>
              <span className="jvm-path">
                <MiddleTruncate text={path} />
              </span>
              <span className="jvm-number">{formatBytes(sizeBytes)}</span>
              <RelativeTime at={modifiedAt} />
              <span className="jvm-hint">{isRepository ? <InertText text="being recorded" /> : ''}</span>
              <span className="jvm-actions">
                <FileButtons
                  file={{ path, sizeBytes, modifiedAt }}
                  isFinished
                  isRepository={isRepository}
                  actions={actions}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      {search.answer?.truncated === true ? (
        <Notice state="waiting">There are more than are shown here.</Notice>
      ) : undefined}
    </section>
  );
}
