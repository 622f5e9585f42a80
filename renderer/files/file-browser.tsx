import { useMemo, useState, type ReactElement } from 'react';

import type { FileRef, PodRef, ProcessRef, Transfer } from '../../preload/contract/index.ts';
import { useTerminals } from '../terminals/index.ts';
import {
  Busy,
  CopyButton,
  Download,
  ErrorNotice,
  FolderOpen,
  IconButton,
  InertText,
  Notice,
  RefreshCw,
  Select,
  SquareTerminal,
  Trash2,
  Tree,
  type MenuEntry,
} from '../ui/index.ts';
import { DeleteFile } from './delete-file.tsx';
import { fileColumns, type FileNode } from './file-columns.tsx';
import { FilePanel } from './file-panel.tsx';
import { inOrder, isDirectory, isRegularFile, joinPath, pathSteps } from './file-words.ts';
import { directoryPath, splitPlacePath, type FilesPlace } from './files-place.ts';
import type { ProcessChoice } from './process-choice.ts';
import { terminalAt } from './terminal-here.ts';
import { isRunning, isWhole } from './transfer-words.ts';
import { useDownload } from './use-download.ts';
import { useListings } from './use-listings.ts';
import { useSaveTransfer } from './use-save-transfer.ts';
import { useTransfers } from './use-transfers.ts';

export interface FileBrowserProps {
  readonly pod: PodRef;
  readonly at: FilesPlace;
  readonly choices: readonly ProcessChoice[];
  readonly onGo: (place: FilesPlace, replace: boolean) => void;
}

const nodeKey = ({ path }: FileNode): string => path;
const isExpandable = ({ entry }: FileNode): boolean => isDirectory(entry);

export function FileBrowser({ pod, at, choices, onGo }: FileBrowserProps): ReactElement {
  const { container, pid } = at;
  const { directory, file } = splitPlacePath(at.path);
  const process: ProcessRef = { ...pod, container, pid };
  const terminals = useTerminals();
  const { transfers } = useTransfers();
  const downloads = useDownload();
  const saving = useSaveTransfer();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [doomed, setDoomed] = useState<FileRef>();
  const open = useMemo(() => [...new Set([directory, ...expanded])], [directory, expanded]);
  const listings = useListings(process, open);
  const nodesOf = (path: string): readonly FileNode[] | undefined => {
    const listing = listings.of(path);
    return listing && inOrder(listing.entries).map((entry) => ({ path: joinPath(path, entry.name), entry }));
  };
  const roots = nodesOf(directory);
  const listing = listings.of(directory);
  const problem = listings.problemOf(directory);
  const fileRef = (path: string): FileRef => ({ ...process, path });
  const transferOf = (path: string): Transfer | undefined =>
    transfers?.findLast(
      ({ source }) =>
        source.path === path &&
        source.pid === pid &&
        source.container === container &&
        source.pod === pod.pod &&
        source.context === pod.context,
    );
  const drag = (path: string, event: DragEvent): void => {
    const transfer = transferOf(path);
    if (transfer !== undefined && isWhole(transfer)) {
      saving.drag(transfer, event);
      return;
    }
    // What is not here yet cannot be dropped: the first drag fetches it, which the transfers show.
    event.preventDefault();
    if (transfer === undefined || !isRunning(transfer)) downloads.download(fileRef(path));
  };
  const columns = fileColumns({
    onDrag: ({ path, entry }, event) => {
      if (isRegularFile(entry)) drag(path, event);
      else event.preventDefault();
    },
    onPrepareDrag: ({ path }) => {
      const transfer = transferOf(path);
      if (transfer !== undefined && isWhole(transfer)) saving.prepareDrag(transfer);
    },
    problemOf: (path) => listings.problemOf(path)?.message,
  });
  const select = ({ path, entry }: FileNode): void => {
    if (!isDirectory(entry)) onGo({ container, pid, path }, true);
  };
  const enter = ({ path, entry }: FileNode): void => {
    if (isDirectory(entry)) onGo({ container, pid, path: directoryPath(entry.resolved?.path ?? path) }, false);
    else if (isRegularFile(entry)) downloads.download(fileRef(path));
  };
  const menuOf = ({ path, entry }: FileNode): readonly MenuEntry[] => {
    const here = terminalAt(process, isDirectory(entry) ? path : directory);
    const notAFile = isRegularFile(entry) ? undefined : 'Only regular files.';
    return [
      isDirectory(entry)
        ? { id: 'open', title: 'Open', icon: FolderOpen, onSelect: () => enter({ path, entry }) }
        : {
            id: 'download',
            title: 'Download',
            icon: Download,
            disabledReason: notAFile,
            onSelect: () => downloads.download(fileRef(path)),
          },
      {
        id: 'terminal',
        title: 'Terminal here',
        icon: SquareTerminal,
        disabledReason: here === undefined ? 'The path holds bytes that cannot be typed.' : undefined,
        onSelect: () => here && terminals.open(here),
      },
      { id: 'copy', title: 'Copy path', onSelect: () => void navigator.clipboard.writeText(path) },
      'separator',
      {
        id: 'delete',
        title: 'Delete…',
        icon: Trash2,
        isDangerous: true,
        disabledReason: notAFile,
        onSelect: () => setDoomed(fileRef(path)),
      },
    ];
  };
  const selectedEntry =
    roots?.find(({ path }) => path === file)?.entry ??
    open.flatMap((path) => nodesOf(path) ?? []).find(({ path }) => path === file)?.entry;
  const here = terminalAt(process, directory);

  return (
    <div className="files">
      <div className="files-columns">
        <div className="files-main">
          <div className="files-bar">
            <Select
              label="Whose files"
              isLabelHidden
              value={`${container}:${pid}`}
              placeholder={`pid ${pid}`}
              onChange={(id) => {
                const choice = choices.find((other) => `${other.container}:${other.process.pid}` === id);
                if (choice !== undefined)
                  onGo({ container: choice.container, pid: choice.process.pid, path: '/' }, false);
              }}
              options={choiceOptions(choices, at)}
            />
            <nav className="files-path" aria-label={`Path in the root of process ${pid}`}>
              {pathSteps(directory).map(({ name, path }, index, all) => (
                <span key={path}>
                  {index > 1 ? <span aria-hidden>/</span> : undefined}
                  <button
                    type="button"
                    aria-current={index === all.length - 1 ? 'location' : undefined}
                    onClick={() => onGo({ container, pid, path: directoryPath(path) }, false)}
                  >
                    {index === 0 ? `/proc/${pid}/root/` : <InertText text={name} />}
                  </button>
                </span>
              ))}
            </nav>
            <span className="files-bar-actions">
              <CopyButton text={directory} label="Copy path" isIconOnly />
              <IconButton
                size="small"
                icon={SquareTerminal}
                label="Terminal here"
                disabledReason={here === undefined ? 'The path holds bytes that cannot be typed.' : undefined}
                onPress={() => here && terminals.open(here)}
              />
              <IconButton
                size="small"
                icon={RefreshCw}
                label="Read again"
                isBusy={listings.isReading}
                onPress={() => listings.readAgain()}
              />
            </span>
          </div>
          {downloads.problem === null ? undefined : (
            <ErrorNotice
              title="The download did not start."
              fact={downloads.problem.message}
              onDismiss={downloads.dismiss}
            />
          )}
          {saving.problem === undefined ? undefined : (
            <ErrorNotice title="The file could not be handed over." fact={saving.problem} />
          )}
          {listing?.isCut === true ? (
            <Notice state="waiting">There are more entries than are listed.</Notice>
          ) : undefined}
          {problem === undefined ? undefined : (
            <ErrorNotice
              title={
                problem.code === 'PATH_DENIED'
                  ? 'This directory may not be read from here.'
                  : 'This directory cannot be read.'
              }
              fact={problem.message}
              actions={[
                { id: 'again', title: 'Read again', onPress: () => listings.readAgain() },
                { id: 'root', title: 'Go to /', onPress: () => onGo({ container, pid, path: '/' }, false) },
              ]}
            />
          )}
          {roots === undefined && problem === undefined ? <Busy what={`Listing ${directory}`} /> : undefined}
          {roots === undefined ? undefined : (
            <div className="files-tree">
              <Tree<FileNode>
                label={`Files in ${directory}`}
                roots={roots}
                itemKey={nodeKey}
                isExpandable={isExpandable}
                childrenOf={({ path }) => (listings.problemOf(path) === undefined ? nodesOf(path) : [])}
                expandedKeys={expanded}
                onExpand={({ path }, isExpanded) => {
                  const next = new Set(expanded);
                  if (isExpanded) next.add(path);
                  else next.delete(path);
                  setExpanded(next);
                }}
                columns={columns}
                selectedKey={file}
                onSelect={select}
                onAction={enter}
                rowMenu={menuOf}
                empty="The directory is empty."
              />
            </div>
          )}
        </div>
        {file === undefined ? undefined : (
          <FilePanel
            file={fileRef(file)}
            entry={selectedEntry}
            transfer={transferOf(file)}
            onDownload={() => downloads.download(fileRef(file))}
            onDrag={(event) => drag(file, event)}
          />
        )}
      </div>
      {doomed === undefined ? undefined : (
        <DeleteFile
          file={doomed}
          onClose={() => setDoomed(undefined)}
          onDeleted={() => {
            if (doomed.path === file) onGo({ container, pid, path: directoryPath(directory) }, true);
            listings.readAgain();
          }}
        />
      )}
    </div>
  );
}

/** A process named in the address is offered even when the last reading of /proc did not show it. */
function choiceOptions(
  choices: readonly ProcessChoice[],
  at: FilesPlace,
): readonly { readonly id: string; readonly title: string; readonly description: string }[] {
  const options = choices.map(({ container, process }) => ({
    id: `${container}:${process.pid}`,
    title: `${process.pid} ${process.name}${process.container === undefined ? '' : ` · ${process.container}`}`,
    description: `through ${container}`,
  }));
  const id = `${at.container}:${at.pid}`;
  if (options.some((option) => option.id === id)) return options;
  return [{ id, title: `process ${at.pid}`, description: `through ${at.container}` }, ...options];
}
