import type { ReactElement } from 'react';

import type { FileEntry, FileRef, Transfer } from '../../preload/contract/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Badge, Button, CopyButton, Download, IconButton, InertText, SquareTerminal, X } from '../ui/index.ts';
import type { Editing } from './edit-button.tsx';
import { FilePreview } from './file-preview.tsx';
import { baseName, parentPath } from './file-words.ts';
import { terminalAt } from './terminal-here.ts';
import { isRunning, transferWords } from './transfer-words.ts';

export interface FilePanelProps {
  readonly file: FileRef;
  readonly entry: FileEntry | undefined;
  /** The last copy of this very file. */
  readonly transfer: Transfer | undefined;
  readonly editing: Editing;
  readonly onDownload: () => void;
  readonly onDrag: (event: DragEvent) => void;
  readonly onClose: () => void;
}

export function FilePanel(props: FilePanelProps): ReactElement {
  const { file, entry, transfer, editing, onDownload, onDrag, onClose } = props;
  const terminals = useTerminals();
  const here = terminalAt(file, parentPath(file.path));
  return (
    <aside className="file-panel" aria-label={`File ${file.path}`}>
      <header className="file-panel-header">
        <h3
          draggable
          onDragStart={(event) => onDrag(event.nativeEvent)}
          title="Drag it out: the first drag fetches it, the next one drops it"
        >
          <InertText text={baseName(file.path)} />
        </h3>
        {entry?.role === 'recording' ? <Badge>recording</Badge> : undefined}
        {entry?.role === 'heapDump' ? <Badge>heap dump</Badge> : undefined}
        {transfer === undefined ? undefined : (
          <Badge state={transferWords(transfer).state}>{transferWords(transfer).title}</Badge>
        )}
        <span className="file-panel-close">
          <IconButton size="small" icon={X} label="Close the file" onPress={onClose} />
        </span>
      </header>
      <div className="file-panel-actions">
        <Button
          size="small"
          variant="primary"
          icon={Download}
          isBusy={transfer !== undefined && isRunning(transfer)}
          onPress={onDownload}
        >
          Download
        </Button>
        <CopyButton text={file.path} label="Copy path" />
        <Button
          size="small"
          icon={SquareTerminal}
          disabledReason={here === undefined ? 'The path holds bytes that cannot be typed.' : undefined}
          onPress={() => here && terminals.open(here)}
        >
          Terminal here
        </Button>
      </div>
      <FilePreview key={file.path} file={file} entry={entry} editing={editing} />
    </aside>
  );
}
