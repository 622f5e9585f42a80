import { useMemo, useState, type ReactElement, type ReactNode } from 'react';

import { toAppError, type FileEntry, type FileRef } from '../../preload/contract/index.ts';
import { Busy, ErrorNotice, formatBytes, KeyValues, Notice, SegmentedControl, Select } from '../ui/index.ts';
import { contentKind, type ContentKind } from './file-content.ts';
import { ENCODINGS, guessEncoding, isEncoding, type Encoding } from './encodings.ts';
import { EditButton, type Editing } from './edit-button.tsx';
import { FollowView } from './follow-view.tsx';
import { GzipView } from './gzip-view.tsx';
import { HexView } from './hex-view.tsx';
import { ImageView } from './image-view.tsx';
import { isRegularFile } from './file-words.ts';
import { recordingHead } from './recording-head.ts';
import { TextView } from './text-view.tsx';
import { useFileRange, type FileRange } from './use-file-range.ts';

export interface FilePreviewProps {
  readonly file: FileRef;
  readonly entry: FileEntry | undefined;
  readonly editing: Editing;
}

/** Enough to know what it is, to read a configuration or to look at a picture. */
const HEAD_BYTES = 256 * 1024;

const TYPE_WORDS: Readonly<Record<FileEntry['type'], string>> = {
  file: 'a file',
  directory: 'a directory',
  link: 'a link that leads to none',
  fifo: 'a pipe',
  socket: 'a socket',
  'character-device': 'a device',
  'block-device': 'a device',
  unknown: 'something else',
};

/** What the selected file holds, part by part, without copying it. */
export function FilePreview({ file, entry, editing }: FilePreviewProps): ReactElement {
  const readable = entry === undefined || isRegularFile(entry);
  const head = useFileRange(readable ? file : undefined, 0, HEAD_BYTES);
  if (!readable) {
    return <p className="file-note">Only regular files are shown; this is {TYPE_WORDS[entry.type]}.</p>;
  }
  if (head.error !== null) {
    return (
      <ErrorNotice
        title="The file cannot be read."
        fact={toAppError(head.error).message}
        actions={[{ id: 'retry', title: 'Try again', onPress: () => void head.refetch() }]}
      />
    );
  }
  if (head.data === undefined) return <Busy what="Reading the beginning of the file" />;
  const { onChanged } = editing;
  const readAgain = (): void => {
    void head.refetch();
    onChanged();
  };
  return (
    <Content file={file} head={head.data}>
      <EditButton file={file} entry={entry} head={head.data} {...editing} onChanged={readAgain} />
    </Content>
  );
}

type View = 'shown' | 'hex' | 'end';

const SHOWN_TITLES: Partial<Record<ContentKind['kind'], string>> = { text: 'Text', image: 'Image', gzip: 'Unpacked' };

interface ContentProps {
  readonly file: FileRef;
  readonly head: FileRange;
  /** What can be done with a text. */
  readonly children: ReactNode;
}

function Content({ file, head, children }: ContentProps): ReactElement {
  const kind = useMemo(() => contentKind(head.bytes), [head]);
  const guessed = useMemo(() => guessEncoding(head.bytes), [head]);
  const [chosenView, setView] = useState<View>();
  const [chosenEncoding, setEncoding] = useState<Encoding>();
  const encoding = chosenEncoding ?? guessed;
  const shownTitle = SHOWN_TITLES[kind.kind];
  const view = chosenView ?? (shownTitle === undefined ? 'hex' : 'shown');
  if (head.bytes.length === 0) return <p className="file-note">The file is empty.</p>;
  const views = [
    ...(shownTitle === undefined ? [] : [{ id: 'shown' as const, title: shownTitle }]),
    { id: 'hex' as const, title: 'Hex' },
    ...(kind.kind === 'text' ? [{ id: 'end' as const, title: 'Follow' }] : []),
  ];
  return (
    <>
      <KindNotice kind={kind} head={head} />
      <div className="file-view-bar">
        {views.length > 1 ? (
          <SegmentedControl label="Show as" value={view} onChange={setView} options={views} />
        ) : (
          <span>Hex</span>
        )}
        {kind.kind === 'text' && view !== 'hex' ? (
          <Select
            label="Encoding"
            isLabelHidden
            value={encoding}
            onChange={(id) => {
              if (isEncoding(id)) setEncoding(id);
            }}
            options={ENCODINGS.map((id) => ({ id, title: id, ...(id === guessed ? { description: 'guessed' } : {}) }))}
          />
        ) : undefined}
        <span className="file-note">{formatBytes(head.sizeBytes)}</span>
        {kind.kind === 'text' && view === 'shown' ? children : undefined}
      </div>
      {view === 'hex' ? <HexView file={file} sizeBytes={Math.max(head.sizeBytes, head.bytes.length)} /> : undefined}
      {view === 'end' ? <FollowView file={file} sizeBytes={head.sizeBytes} encoding={encoding} /> : undefined}
      {view === 'shown' && kind.kind === 'text' ? <TextView file={file} head={head} encoding={encoding} /> : undefined}
      {view === 'shown' && kind.kind === 'gzip' ? <GzipView bytes={head.bytes} /> : undefined}
      {view === 'shown' && kind.kind === 'image' ? (
        <ImageView bytes={head.bytes} type={kind.type} isPart={head.sizeBytes > head.bytes.length} />
      ) : undefined}
    </>
  );
}

function KindNotice({
  kind,
  head,
}: {
  readonly kind: ContentKind;
  readonly head: FileRange;
}): ReactElement | undefined {
  if (kind.kind === 'other') return <p className="file-note">By its first bytes this is {kind.what}.</p>;
  if (kind.kind === 'heapDump') {
    return (
      <Notice title="A heap dump.">
        {formatBytes(head.sizeBytes)}. It holds all that the application had in memory, secrets too.
      </Notice>
    );
  }
  if (kind.kind !== 'recording') return undefined;
  const facts = recordingHead(head.bytes);
  return (
    <Notice title="A flight recording.">
      {facts === undefined ? (
        'Download it, with proof that both ends are equal.'
      ) : (
        <KeyValues
          items={[
            { key: 'Began', value: new Date(facts.startedAt).toLocaleString() },
            {
              key: 'First chunk',
              value: facts.isOpen
                ? 'still being written'
                : `${formatBytes(facts.chunkBytes)}, ${facts.seconds.toFixed(0)} s`,
            },
            { key: 'Format', value: facts.version },
          ]}
        />
      )}
    </Notice>
  );
}
