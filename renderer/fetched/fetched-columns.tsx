import type { ReactNode } from 'react';

import { useContextLook } from '../contexts/index.ts';
import {
  Badge,
  Disc,
  File,
  FileText,
  Folder,
  formatBytes,
  HardDrive,
  InertText,
  MiddleTruncate,
  RelativeTime,
  type IconType,
  type TableColumn,
} from '../ui/index.ts';
import { KINDS, sourceText, type FetchedRow, type FileKind } from './fetched-files.ts';

export interface FetchedColumnEvents {
  readonly onDrag: (row: FetchedRow, event: DragEvent) => void;
  readonly onPrepareDrag: (row: FetchedRow) => void;
}

const ICONS: Readonly<Record<FileKind, IconType>> = {
  recording: Disc,
  heapDump: HardDrive,
  threadDump: FileText,
  folder: Folder,
  other: File,
};

export function fetchedColumns(events: FetchedColumnEvents): readonly TableColumn<FetchedRow>[] {
  return [
    {
      id: 'name',
      title: 'Name',
      width: 'minmax(160px, 3fr)',
      cell: (row) => nameCell(row, events),
      sortValue: ({ fileName }) => fileName,
    },
    {
      id: 'kind',
      title: 'Kind',
      width: '116px',
      cell: ({ kind }) => KINDS[kind],
      sortValue: ({ kind }) => KINDS[kind],
    },
    {
      id: 'from',
      title: 'From',
      width: 'minmax(160px, 4fr)',
      cell: (row) => <SourceCell row={row} />,
      sortValue: sourceText,
    },
    {
      id: 'size',
      title: 'Size',
      width: '84px',
      align: 'end',
      startsDescending: true,
      cell: ({ sizeBytes }) => formatBytes(sizeBytes),
      sortValue: ({ sizeBytes }) => sizeBytes,
    },
    {
      id: 'sha256',
      title: 'SHA-256',
      hint: 'Of the file here. Without the word “here” both ends had the same.',
      width: '132px',
      cell: hashCell,
      sortValue: ({ sha256 }) => sha256,
    },
    {
      id: 'at',
      title: 'Age',
      hint: 'Since it was fetched; of a file of this machine, since it was opened last',
      width: '72px',
      align: 'end',
      startsDescending: true,
      cell: ({ at }) => <RelativeTime at={at} />,
      sortValue: ({ at }) => Date.parse(at),
    },
  ];
}

function nameCell(row: FetchedRow, events: FetchedColumnEvents): ReactNode {
  const Icon = ICONS[row.kind];
  return (
    <span
      className="fetched-name"
      data-kind={row.kind}
      {...(row.gone === undefined ? {} : { 'data-gone': '', title: row.gone })}
      draggable={row.gone === undefined}
      onPointerEnter={() => events.onPrepareDrag(row)}
      onDragStart={(event) => events.onDrag(row, event.nativeEvent)}
    >
      <Icon size={14} aria-hidden />
      <span className="fetched-name-text">
        <MiddleTruncate text={row.fileName} />
      </span>
      {row.gone === undefined ? undefined : <Badge state="bad">gone</Badge>}
    </span>
  );
}

function SourceCell({ row }: { readonly row: FetchedRow }): ReactNode {
  const { color } = useContextLook(row.source?.context ?? '');
  if (row.source === undefined) {
    const where = row.path ?? 'given to this page';
    return <MiddleTruncate text={where} keepEnd={20} />;
  }
  const { context, kubeNamespace, pod, container, path } = row.source;
  return (
    <span
      className="fetched-source"
      data-context-color={color}
      title={`${path} in container ${container} of pod ${pod}, namespace ${kubeNamespace}, context ${context}`}
    >
      <i aria-hidden />
      <span className="fetched-pod">
        <MiddleTruncate text={pod} />
      </span>
      <span className="fetched-path">
        <MiddleTruncate text={path} keepEnd={16} />
      </span>
    </span>
  );
}

const HASH_SHOWN = 6;

function hashCell({ sha256, isProven }: FetchedRow): ReactNode {
  if (sha256 === undefined) return <span className="fetched-none">–</span>;
  return (
    <span className="fetched-hash" title={`${sha256}${isProven ? '\nthe same at both ends' : '\ncomputed here only'}`}>
      <InertText text={`${sha256.slice(0, HASH_SHOWN)}…${sha256.slice(-4)}`} />
      {isProven ? '' : ' here'}
    </span>
  );
}
