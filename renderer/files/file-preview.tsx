import { useCallback, useMemo, useState, type ReactElement } from 'react';

import { toAppError, type FileEntry, type FileRef } from '../../preload/contract/index.ts';
import { Busy, ErrorNotice, formatBytes, InertText, Notice, SegmentedControl } from '../ui/index.ts';
import { contentKind, hexLines, type ImageType } from './file-content.ts';
import { isRegularFile } from './file-words.ts';
import { useFileHead, type FileHead } from './use-file-head.ts';

export interface FilePreviewProps {
  readonly file: FileRef;
  readonly entry: FileEntry | undefined;
}

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

/** What the selected file holds, as far as it is shown without copying it. */
export function FilePreview({ file, entry }: FilePreviewProps): ReactElement {
  const readable = entry === undefined || isRegularFile(entry);
  const head = useFileHead(readable ? file : undefined);
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
  return <Content head={head.data} />;
}

function Content({ head }: { readonly head: FileHead }): ReactElement {
  const kind = useMemo(() => contentKind(head.bytes), [head]);
  const [wanted, setWanted] = useState<'shown' | 'hex'>();
  const view = wanted ?? (kind.kind === 'binary' || kind.kind === 'recording' ? 'hex' : 'shown');
  const isPart = head.sizeBytes > head.bytes.length;
  return (
    <>
      {kind.kind === 'recording' ? (
        <Notice title="A flight recording.">
          {formatBytes(head.sizeBytes)}. Download it, with proof that both ends are equal, and open it in JDK Mission
          Control.
        </Notice>
      ) : undefined}
      <div className="file-view-bar">
        {kind.kind === 'text' || kind.kind === 'image' ? (
          <SegmentedControl
            label="Show as"
            value={view}
            onChange={setWanted}
            options={[
              { id: 'shown', title: kind.kind === 'text' ? 'Text' : 'Image' },
              { id: 'hex', title: 'Hex' },
            ]}
          />
        ) : (
          <span>Hex</span>
        )}
        <span className="file-note">
          {isPart
            ? `the first ${formatBytes(head.bytes.length)} of ${formatBytes(head.sizeBytes)}`
            : formatBytes(head.sizeBytes)}
        </span>
      </div>
      {head.bytes.length === 0 ? <p className="file-note">The file is empty.</p> : undefined}
      {view === 'hex' ? <Hex bytes={head.bytes} /> : undefined}
      {view === 'shown' && kind.kind === 'text' ? <TextContent bytes={head.bytes} /> : undefined}
      {view === 'shown' && kind.kind === 'image' ? (
        <ImageContent bytes={head.bytes} type={kind.type} isPart={isPart} />
      ) : undefined}
    </>
  );
}

/** Control characters become pictures: what is shown cannot act, and nothing hides. */
function TextContent({ bytes }: { readonly bytes: Uint8Array }): ReactElement {
  const text = useMemo(() => new TextDecoder().decode(bytes), [bytes]);
  return (
    <pre className="file-text" tabIndex={0} aria-label="Content">
      <InertText text={text} />
    </pre>
  );
}

/** As much as fits a few screens; the whole is for a download. */
const HEX_BYTES = 16 * 1024;

function Hex({ bytes }: { readonly bytes: Uint8Array }): ReactElement {
  const lines = useMemo(() => hexLines(bytes.subarray(0, HEX_BYTES)), [bytes]);
  return (
    <pre className="file-text" tabIndex={0} aria-label="Content in hexadecimal">
      {lines.join('\n')}
      {bytes.length > HEX_BYTES ? `\n… the first ${formatBytes(HEX_BYTES)} are shown` : ''}
    </pre>
  );
}

function ImageContent(props: {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: ImageType;
  readonly isPart: boolean;
}): ReactElement {
  const { bytes, type, isPart } = props;
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null) return undefined;
      const address = URL.createObjectURL(new Blob([bytes], { type }));
      image.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [bytes, type],
  );
  if (isPart) return <p className="file-note">The image is too large to show here; download it.</p>;
  return (
    <div className="file-image">
      <img ref={show} alt="The file’s content" />
    </div>
  );
}
