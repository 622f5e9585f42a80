import type { ReactNode } from 'react';

import type { FileEntry } from '../../preload/contract/index.ts';
import {
  Badge,
  Disc,
  File,
  FileText,
  Folder,
  FolderSymlink,
  InertText,
  MiddleTruncate,
  Link,
  RelativeTime,
  formatBytes,
  type IconType,
  type TreeColumn,
} from '../ui/index.ts';
import { canDownload, isDirectory, isRegularFile, modeText } from './file-words.ts';

export interface FileNode {
  readonly path: string;
  readonly entry: FileEntry;
}

export interface FileColumnEvents {
  readonly onDrag: (node: FileNode, event: DragEvent) => void;
  readonly onPrepareDrag: (node: FileNode) => void;
  /** Why an opened directory has no rows. */
  readonly problemOf: (path: string) => string | undefined;
}

export function fileColumns(events: FileColumnEvents): readonly TreeColumn<FileNode>[] {
  return [
    {
      id: 'name',
      title: 'Name',
      width: 'minmax(200px, 1fr)',
      isSortable: true,
      cell: (node) => nameCell(node, events),
    },
    {
      id: 'size',
      title: 'Size',
      isSortable: true,
      width: '84px',
      align: 'end',
      cell: ({ entry }) => (entry.type === 'file' ? formatBytes(entry.sizeBytes) : ''),
    },
    {
      id: 'mode',
      title: 'Mode',
      width: '104px',
      isMono: true,
      isSortable: true,
      cell: ({ entry }) => (entry.isUnknown === true ? '' : modeText(entry)),
    },
    {
      id: 'owner',
      title: 'Owner',
      width: '88px',
      align: 'end',
      isSortable: true,
      cell: ({ entry }) => (entry.isUnknown === true ? '' : `${String(entry.uid)}:${String(entry.gid)}`),
    },
    {
      id: 'age',
      title: 'Age',
      isSortable: true,
      width: '96px',
      align: 'end',
      cell: ({ entry }) => (entry.isUnknown === true ? undefined : <RelativeTime at={entry.modifiedMs} />),
    },
  ];
}

function iconOf(entry: FileEntry): IconType {
  if (entry.role === 'recording') return Disc;
  if (entry.type === 'link') return isDirectory(entry) ? FolderSymlink : Link;
  if (entry.type === 'directory') return Folder;
  return isRegularFile(entry) ? FileText : File;
}

function nameCell(node: FileNode, events: FileColumnEvents): ReactNode {
  const { entry, path } = node;
  const Icon = iconOf(entry);
  const problem = events.problemOf(path);
  return (
    <span
      className="file-name"
      draggable={canDownload(entry)}
      onPointerEnter={() => events.onPrepareDrag(node)}
      onDragStart={(event) => events.onDrag(node, event.nativeEvent)}
      data-role={entry.role}
    >
      <Icon size={14} aria-hidden />
      <span className="file-name-text">
        <MiddleTruncate text={oneLine(entry.name)} />
      </span>
      {entry.linkTarget === undefined ? undefined : (
        <span
          className="file-link"
          title={entry.resolved === undefined ? 'It leads nowhere inside this root.' : undefined}
        >
          → <InertText text={oneLine(entry.linkTarget)} />
          {entry.resolved === undefined ? ' (broken)' : ''}
        </span>
      )}
      {entry.isMount === true ? <Badge>mount</Badge> : undefined}
      {entry.isUnknown === true ? <Badge state="bad">may not be looked at</Badge> : undefined}
      {entry.role === 'recording' ? <Badge>recording</Badge> : undefined}
      {entry.role === 'heapDump' ? <Badge>heap dump</Badge> : undefined}
      {problem === undefined ? undefined : <Badge state="bad">{problem}</Badge>}
    </span>
  );
}

/** A name is one line, whatever it holds. */
function oneLine(name: string): string {
  return name.replaceAll('\n', '␊').replaceAll('\t', '␉');
}
