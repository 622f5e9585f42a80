import type { ReactElement } from 'react';

import type { ComparedEntry, ComparedSide, FileType } from '../../../preload/contract/index.ts';
import {
  File,
  FileText,
  Folder,
  InertText,
  Link,
  MiddleTruncate,
  showControlCharacters,
  type IconType,
  type TableColumn,
} from '../../ui/index.ts';
import { baseName, parentPath } from '../file-words.ts';
import { reasonsOf, sideText } from './comparison-words.ts';
import { VerdictBadge } from './verdict-badge.tsx';

/** `start` is what stands for the beginnings themselves. */
export function comparisonColumns(start: string): readonly TableColumn<ComparedEntry>[] {
  return [
    {
      id: 'path',
      title: 'Path',
      width: 'minmax(180px, 3fr)',
      cell: (entry) => <PathCell entry={entry} start={start} />,
    },
    {
      id: 'verdict',
      title: 'What differs',
      width: 'minmax(120px, 2fr)',
      cell: (entry) => <VerdictCell entry={entry} />,
    },
    ...(['here', 'there'] as const).map(sideColumn),
  ];
}

function sideColumn(side: ComparedSide): TableColumn<ComparedEntry> {
  return {
    id: side,
    title: side === 'here' ? 'Here' : 'There',
    isMono: true,
    width: 'minmax(96px, 1fr)',
    cell: (entry) => showControlCharacters(sideText(entry, side).replaceAll('\n', '␊')),
  };
}

const ICONS: Partial<Readonly<Record<FileType, IconType>>> = { directory: Folder, link: Link, file: FileText };

function PathCell({ entry, start }: { readonly entry: ComparedEntry; readonly start: string }): ReactElement {
  const facts = entry.here ?? entry.there;
  const Icon = (facts === undefined ? undefined : ICONS[facts.type]) ?? File;
  const path = (entry.path === '' ? start : entry.path).replaceAll('\n', '␊').replaceAll('\t', '␉');
  const directory = entry.path.includes('/') ? `${parentPath(path)}/` : '';
  return (
    <span className="file-name">
      <Icon size={14} aria-hidden />
      {directory === '' ? undefined : (
        <span className="compare-directory">
          <InertText text={directory} />
        </span>
      )}
      <span className="file-name-text">
        <MiddleTruncate text={directory === '' ? path : baseName(path)} />
      </span>
    </span>
  );
}

function VerdictCell({ entry }: { readonly entry: ComparedEntry }): ReactElement {
  const reasons = reasonsOf(entry);
  return (
    <span className="compare-verdict">
      <VerdictBadge entry={entry} />
      {reasons.length === 0 ? undefined : (
        <span className="file-note" title={showControlCharacters(reasons.join(' '))}>
          <InertText text={reasons.join(' ')} />
        </span>
      )}
    </span>
  );
}
