import type { ReactElement, ReactNode } from 'react';

import type { ComparedEntry, ComparedFacts, FileDifference, FileRef } from '../../../preload/contract/index.ts';
import {
  Button,
  FileDiff,
  FolderOpen,
  formatBytes,
  IconButton,
  InertText,
  Notice,
  RelativeTime,
  X,
} from '../../ui/index.ts';
import { baseName, modeText } from '../file-words.ts';
import { compareProblem, type ComparedEntryEvents } from './comparison-menu.ts';
import { reasonsOf, typeWord } from './comparison-words.ts';
import { ContentDifferenceView } from './content-difference-view.tsx';
import { VerdictBadge } from './verdict-badge.tsx';

export interface EntryPanelProps extends ComparedEntryEvents {
  readonly entry: ComparedEntry;
  readonly here: FileRef;
  readonly there: FileRef;
  readonly onClose: () => void;
}

/** One entry on both sides: what the directories say of it, and how the contents differ. */
export function EntryPanel({ entry, here, there, onOpen, onCompare, onClose }: EntryPanelProps): ReactElement {
  const reasons = reasonsOf(entry);
  const problem = compareProblem(entry);
  const isEntered = entry.here?.type === 'directory' && entry.there?.type === 'directory' && entry.path !== '';
  return (
    <aside className="file-panel" aria-label={`Comparison of ${here.path}`}>
      <header className="file-panel-header">
        <h3>
          <InertText text={baseName(here.path) === '' ? '/' : baseName(here.path)} />
        </h3>
        <VerdictBadge entry={entry} />
        <span className="file-panel-close">
          <IconButton size="small" icon={X} label="Close the entry" onPress={onClose} />
        </span>
      </header>
      <div className="file-panel-actions">
        <Button
          size="small"
          icon={FolderOpen}
          disabledReason={entry.here === undefined ? 'It is only there.' : undefined}
          onPress={() => onOpen(entry, 'here')}
        >
          Open here
        </Button>
        <Button
          size="small"
          icon={FolderOpen}
          disabledReason={entry.there === undefined ? 'It is only here.' : undefined}
          onPress={() => onOpen(entry, 'there')}
        >
          Open there
        </Button>
        {isEntered ? (
          <Button size="small" icon={FileDiff} disabledReason={problem} onPress={() => onCompare(entry)}>
            Compare by itself
          </Button>
        ) : undefined}
      </div>
      {reasons.map((reason) => (
        <Notice key={reason} state="waiting">
          <InertText text={reason} />
        </Notice>
      ))}
      <Facts entry={entry} />
      {mayShowContent(entry) ? <ContentDifferenceView here={here} there={there} /> : undefined}
    </aside>
  );
}

/** Of files and of links, whose text says nothing of what they lead to. */
function mayShowContent({ here, there, differences, sha256 }: ComparedEntry): boolean {
  if (here === undefined || there === undefined) return false;
  const isProvenSame = sha256 !== undefined && !differences.includes('content');
  return [here, there].every(({ type }) => type === 'file' || type === 'link') && !isProvenSame;
}

interface Fact {
  readonly title: string;
  readonly difference?: FileDifference;
  readonly of: (facts: ComparedFacts, side: 'here' | 'there') => ReactNode;
}

function Facts({ entry }: { readonly entry: ComparedEntry }): ReactElement {
  const { here, there, differences, sha256 } = entry;
  const isLink = here?.type === 'link' || there?.type === 'link';
  const isFile = here?.type === 'file' || there?.type === 'file';
  const facts: readonly Fact[] = [
    { title: 'Type', difference: 'type', of: typeWord },
    ...(isFile
      ? [{ title: 'Size', difference: 'size' as const, of: (one: ComparedFacts) => formatBytes(one.sizeBytes) }]
      : []),
    { title: 'Mode', difference: 'mode', of: modeText },
    { title: 'Owner', difference: 'owner', of: ({ uid, gid }) => `${String(uid)}:${String(gid)}` },
    { title: 'Changed', of: ({ modifiedMs }) => <RelativeTime at={modifiedMs} /> },
    ...(isLink
      ? [
          {
            title: 'Leads to',
            difference: 'link' as const,
            of: ({ linkTarget = '' }: ComparedFacts) => <InertText text={linkTarget} />,
          },
        ]
      : []),
    ...(sha256 === undefined
      ? []
      : [
          {
            title: 'SHA-256',
            difference: 'content' as const,
            of: (_facts: ComparedFacts, side: 'here' | 'there') => (
              <span title={sha256[side]}>{sha256[side].slice(0, 16)}…</span>
            ),
          },
        ]),
  ];
  const cell = (one: ComparedFacts | undefined, side: 'here' | 'there', { of }: Fact): ReactNode =>
    one === undefined ? '–' : of(one, side);
  return (
    <table className="compare-facts">
      <thead>
        <tr>
          <td />
          <th scope="col">Here</th>
          <th scope="col">There</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => {
          const isDifferent = fact.difference !== undefined && differences.includes(fact.difference);
          return (
            <tr key={fact.title} data-differs={isDifferent ? '' : undefined}>
              <th scope="row">{fact.title}</th>
              <td>{cell(here, 'here', fact)}</td>
              <td>{cell(there, 'there', fact)}</td>
              <td>{isDifferent ? 'differs' : ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
