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
  VisuallyHidden,
  type IconType,
  type TableColumn,
} from '../../ui/index.ts';
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
  const end = entry.path.includes('/') ? path.lastIndexOf('/') + 1 : 0;
  return (
    <span className="file-name">
      <Icon size={14} aria-hidden />
      {end === 0 ? (
        <span className="file-name-text">
          <MiddleTruncate text={path} />
        </span>
      ) : (
        <>
          {/* Two parts would be heard as two names. */}
          <VisuallyHidden className="compare-whole-path">{showControlCharacters(path)}</VisuallyHidden>
          <span className="compare-directory" aria-hidden>
            <InertText text={path.slice(0, end)} />
          </span>
          <span className="file-name-text" aria-hidden>
            <MiddleTruncate text={path.slice(end)} />
          </span>
        </>
      )}
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
