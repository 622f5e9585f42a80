import { useMemo, useState, type ReactElement } from 'react';

import type { FileRef, PodRef, ProcessRef, Transfer } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Busy, ErrorNotice, Notice, showDone, Tree } from '../ui/index.ts';
import { useCompareDialog } from './compare/use-compare-dialog.tsx';
import { ChangeDialog, type ChangeDialogProps } from './change-dialog.tsx';
import { DeleteFiles, type Doomed } from './delete-files.tsx';
import { fileColumns, type FileNode } from './file-columns.tsx';
import { fileMenu } from './file-menu.ts';
import { FilePanel } from './file-panel.tsx';
import { FilesBar } from './files-bar.tsx';
import { FilesTools } from './files-tools.tsx';
import { isDirectory } from './file-words.ts';
import { directoryPath, splitPlacePath, type FilesPlace } from './files-place.ts';
import { applicationOf, choiceOptions, placeId, rootOf, type ProcessChoice } from './process-choice.ts';
import { DEFAULT_SORT, type EntryWish } from './sort-entries.ts';
import { terminalAt } from './terminal-here.ts';
import { UploadDialog } from './upload-dialog.tsx';
import { useDirectoryNodes } from './use-directory-nodes.ts';
import { useDownload } from './use-download.ts';
import { useDragOut } from './use-drag-out.ts';
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
const UNTYPABLE = 'The path holds bytes that cannot be typed.';
const NOTHING: ReadonlySet<string> = new Set();

export function FileBrowser({ pod, at, choices, onGo }: FileBrowserProps): ReactElement {
  const { container, pid } = at;
  const { directory, file } = splitPlacePath(at.path);
  const process: ProcessRef = { ...pod, container, pid };
  const fileRef = (path: string): FileRef => ({ ...process, path });
  const terminals = useTerminals();
  const { isProtected } = useContextLook(pod.context);
  const { transfers } = useTransfers();
  const downloads = useDownload();
  const saving = useSaveTransfer();
  const [wish, setWish] = useState<EntryWish>({ sort: DEFAULT_SORT, filter: '', showsHidden: true });
  const [expanded, setExpanded] = useState(NOTHING);
  const [marked, setMarked] = useState(NOTHING);
  const [doomed, setDoomed] = useState<readonly Doomed[]>([]);
  const [change, setChange] = useState<Pick<ChangeDialogProps, 'kind' | 'file'>>();
  const [uploads, setUploads] = useState<readonly File[]>([]);
  const open = [...new Set([directory, ...expanded])];
  const listings = useListings(process, open);
  const nodesOf = useDirectoryNodes(listings, wish);
  const { problemOf } = listings;
  const childrenOf = useMemo(
    () =>
      ({ path }: FileNode) =>
        problemOf(path) === undefined ? nodesOf(path) : [],
    [nodesOf, problemOf],
  );
  const roots = nodesOf(directory);
  const listing = listings.of(directory);
  const problem = problemOf(directory);
  const application = applicationOf(choices, at);
  const changeProblem = isProtected
    ? 'This context is protected: nothing is changed in its containers from here.'
    : undefined;

  const transferOf = (path: string): Transfer | undefined =>
    transfers?.findLast(
      ({ source }) =>
        source.path === path &&
        source.pid === pid &&
        source.container === container &&
        source.pod === pod.pod &&
        source.context === pod.context,
    );
  const comparing = useCompareDialog({ at, path: file ?? directory, choices, onGo });
  const dragOut = useDragOut({ transferOf, fileOf: fileRef, downloads, saving });
  const nodesAt = (paths: Iterable<string>): readonly FileNode[] => {
    const wanted = [...paths];
    return open.flatMap((path) => {
      const nodes = nodesOf(path);
      const places = wanted.map((key) => nodes?.indexOfKey(key) ?? -1).filter((place) => place >= 0);
      return places.sort((one, other) => one - other).flatMap((place) => nodes?.at(place) ?? []);
    });
  };
  /** Several only if the row in question is one of them. */
  const chosenWith = (node: FileNode): readonly FileNode[] =>
    marked.size > 1 && marked.has(node.path) ? nodesAt(marked) : [node];
  const go = (path: string, replace = false): void => onGo({ container, pid, path }, replace);
  const download = (nodes: readonly FileNode[]): void => {
    for (const { path } of nodes) downloads.download(fileRef(path));
  };
  const enter = ({ path, entry }: FileNode): void => {
    if (isDirectory(entry)) {
      setMarked(NOTHING);
      go(directoryPath(entry.resolved?.path ?? path));
    } else go(path, true);
  };
  const terminalOf = ({ path, entry }: FileNode): ReturnType<typeof terminalAt> =>
    terminalAt(process, isDirectory(entry) ? path : directory);
  const menuOf = (node: FileNode): ReturnType<typeof fileMenu> =>
    fileMenu(chosenWith(node), {
      onEnter: enter,
      onDownload: download,
      onOpen: ({ path }) => {
        const fetched = transferOf(path);
        if (fetched !== undefined) saving.open(fetched);
      },
      onOpenWith: ({ path }) => {
        const fetched = transferOf(path);
        if (fetched !== undefined) saving.openWith(fetched);
      },
      openProblemOf: ({ path }) => saving.openProblemOf(transferOf(path)),
      openWithProblemOf: ({ path }) => saving.openWithProblemOf(transferOf(path)),
      onCompare: ({ path }) => comparing.ask(path),
      onTerminal: (chosen) => {
        const here = terminalOf(chosen);
        if (here !== undefined) terminals.open(here);
      },
      onCopyPath: (nodes) => {
        void navigator.clipboard.writeText(nodes.map(({ path }) => path).join('\n')).then(() => {
          showDone({ title: nodes.length === 1 ? 'Path copied' : `${String(nodes.length)} paths copied` });
        });
      },
      onRename: ({ path }) => setChange({ kind: 'rename', file: fileRef(path) }),
      onDelete: (nodes) =>
        setDoomed(nodes.map(({ path, entry }) => ({ file: fileRef(path), isDirectory: entry.type === 'directory' }))),
      changeProblem,
      terminalProblemOf: (chosen) => (terminalOf(chosen) === undefined ? UNTYPABLE : undefined),
    });
  const columns = fileColumns({
    onDrag: (node, event) => dragOut.onDrag(chosenWith(node), event),
    onPrepareDrag: dragOut.onPrepareDrag,
    problemOf: (path) => problemOf(path)?.message,
  });
  const here = terminalAt(process, directory);
  const selectedNode = file === undefined ? undefined : nodesAt([file])[0];

  return (
    <div
      className="files"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = isProtected ? 'none' : 'copy';
      }}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        if (!isProtected) setUploads([...event.dataTransfer.files]);
      }}
    >
      <div className="files-columns">
        <div className="files-main">
          <FilesBar
            pid={pid}
            directory={directory}
            choice={placeId(at)}
            choices={choiceOptions(choices, at)}
            isReading={listings.isReading}
            terminalProblem={here === undefined ? UNTYPABLE : undefined}
            onChoose={(id) => {
              const choice = choices.find((other) => placeId(rootOf(other)) === id);
              if (choice !== undefined) onGo({ ...rootOf(choice), path: '/' }, false);
            }}
            onGo={(path) => go(directoryPath(path))}
            onTerminal={() => here && terminals.open(here)}
            onCompare={() => comparing.ask(directory)}
            onReadAgain={() => listings.readAgain()}
          />
          <FilesTools
            directory={fileRef(directory)}
            wish={wish}
            onWish={setWish}
            shown={roots?.length}
            total={listing?.entries.count}
            isPart={listing?.isPart === true}
            isShell={listing?.way === 'shell'}
            marked={marked.size}
            changeProblem={changeProblem}
            onDownload={() => download(nodesAt(marked))}
            onNewFolder={() => setChange({ kind: 'makeDirectory', file: fileRef(directory) })}
            onUpload={setUploads}
          />
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
            <Notice state="waiting">There are more entries than the image’s shell can list.</Notice>
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
                { id: 'root', title: 'Go to /', onPress: () => go('/') },
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
                childrenOf={childrenOf}
                expandedKeys={expanded}
                onExpand={({ path }, isExpanded) => {
                  const next = new Set(expanded);
                  if (isExpanded) next.add(path);
                  else next.delete(path);
                  setExpanded(next);
                }}
                columns={columns}
                sort={wish.sort}
                onSort={(sort) => setWish({ ...wish, sort })}
                selectedKey={file}
                markedKeys={marked}
                onMark={setMarked}
                onSelect={({ path, entry }) => {
                  if (!isDirectory(entry)) go(path, true);
                }}
                onAction={enter}
                rowMenu={menuOf}
                empty={wish.filter === '' ? 'The directory is empty.' : 'No name matches the filter.'}
              />
            </div>
          )}
        </div>
        {file === undefined ? undefined : (
          <FilePanel
            file={fileRef(file)}
            entry={selectedNode?.entry}
            transfer={transferOf(file)}
            editing={{ application, problem: changeProblem, onChanged: () => listings.readAgain() }}
            onDownload={() => downloads.download(fileRef(file))}
            onDrag={(event) => selectedNode && dragOut.onDrag([selectedNode], event)}
            onClose={() => go(directoryPath(directory), true)}
          />
        )}
      </div>
      {comparing.dialog}
      {doomed.length === 0 ? undefined : (
        <DeleteFiles
          doomed={doomed}
          application={application}
          onClose={() => setDoomed([])}
          onDeleted={() => {
            if (doomed.some((gone) => gone.file.path === file)) go(directoryPath(directory), true);
            setMarked(NOTHING);
            listings.readAgain();
          }}
        />
      )}
      {change === undefined ? undefined : (
        <ChangeDialog
          {...change}
          application={application}
          onClose={() => setChange(undefined)}
          onDone={() => listings.readAgain()}
        />
      )}
      {uploads.length === 0 ? undefined : (
        <UploadDialog
          directory={fileRef(directory)}
          uploads={uploads}
          application={application}
          onClose={() => setUploads([])}
          onDone={() => listings.readAgain()}
        />
      )}
    </div>
  );
}
