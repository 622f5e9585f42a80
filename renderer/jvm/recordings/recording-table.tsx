import type { ReactElement } from 'react';

import {
  ArrowDownToLine,
  Download,
  Flame,
  FolderOpen,
  formatBytes,
  IconButton,
  InertText,
  MiddleTruncate,
  RelativeTime,
  Square,
  StateDot,
  Trash2,
  VisuallyHidden,
  X,
} from '../../ui/index.ts';
import type { RecordingRow } from './recording-rows.ts';
import { limitsText } from './recording-words.ts';
import type { OpenedFile } from './use-open-copy.ts';

export interface RecordingActions {
  readonly onStop: (row: RecordingRow) => void;
  readonly onDump: (row: RecordingRow) => void;
  readonly onDiscard: (row: RecordingRow) => void;
  readonly onOpen: (file: OpenedFile) => void;
  readonly onShow: (path: string) => void;
  readonly onDownload: (path: string) => void;
  readonly onDelete: (path: string) => void;
}

export function RecordingTable(props: {
  readonly rows: readonly RecordingRow[];
  readonly isBusy: boolean;
  readonly actions: RecordingActions;
}): ReactElement {
  return (
    <div className="jvm-scroll">
      <table className="jvm-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Since</th>
            <th scope="col" className="jvm-number">
              Size
            </th>
            <th scope="col">File</th>
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <Row key={row.key} row={row} isBusy={props.isBusy} actions={props.actions} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  readonly row: RecordingRow;
  readonly isBusy: boolean;
  readonly actions: RecordingActions;
}): ReactElement {
  const { row, isBusy, actions } = props;
  const { path, sizeBytes, since, recording } = row;
  const busy = isBusy ? 'The JVM is being asked already.' : undefined;
  return (
    <tr>
      <th scope="row">
        <InertText text={row.name} />
      </th>
      <td>
        <span className="jvm-state">
          <StateDot state={row.state} size={12} />
          {row.stateText}
        </span>
        {recording === undefined ? undefined : <small className="jvm-limits">{limitsText(recording)}</small>}
      </td>
      <td>{since === undefined ? '' : <RelativeTime at={since} />}</td>
      <td className="jvm-number">{sizeBytes === undefined ? '' : formatBytes(sizeBytes)}</td>
      <td className="jvm-path">{path === undefined ? '' : <MiddleTruncate text={path} />}</td>
      <td className="jvm-actions">
        {row.isRunning ? (
          <>
            <IconButton
              size="small"
              icon={ArrowDownToLine}
              label="Dump what there is…"
              disabledReason={busy}
              onPress={() => actions.onDump(row)}
            />
            <IconButton
              size="small"
              icon={Square}
              label="Stop and write the file"
              disabledReason={busy}
              onPress={() => actions.onStop(row)}
            />
            <IconButton
              size="small"
              icon={X}
              label="Stop and discard…"
              disabledReason={busy}
              onPress={() => actions.onDiscard(row)}
            />
          </>
        ) : undefined}
        {path === undefined ? undefined : (
          <FileButtons
            file={{ path, sizeBytes, modifiedAt: row.isFinished ? since : undefined }}
            isFinished={row.isFinished}
            actions={actions}
          />
        )}
      </td>
    </tr>
  );
}

export function FileButtons(props: {
  readonly file: OpenedFile;
  readonly isFinished: boolean;
  readonly isRepository?: boolean;
  readonly actions: Pick<RecordingActions, 'onOpen' | 'onShow' | 'onDownload' | 'onDelete'>;
}): ReactElement {
  const { file, isFinished, isRepository = false, actions } = props;
  const { path } = file;
  const notWritten = isFinished ? undefined : 'It is written when the recording ends; Dump writes what there is now.';
  const inUse = isRepository
    ? 'The JVM is writing it and aborts if it is taken away.'
    : isFinished
      ? undefined
      : 'The recording will be written into it.';
  return (
    <>
      <IconButton
        size="small"
        icon={Flame}
        label="Open the recording"
        disabledReason={notWritten}
        onPress={() => actions.onOpen(file)}
      />
      <IconButton size="small" icon={FolderOpen} label="Show in files" onPress={() => actions.onShow(path)} />
      <IconButton
        size="small"
        icon={Download}
        label="Download"
        disabledReason={notWritten}
        onPress={() => actions.onDownload(path)}
      />
      <IconButton
        size="small"
        icon={Trash2}
        label="Delete…"
        disabledReason={inUse}
        onPress={() => actions.onDelete(path)}
      />
    </>
  );
}
