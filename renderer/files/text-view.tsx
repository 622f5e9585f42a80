import { useMemo, useState, type ReactElement } from 'react';

import type { FileRef } from '../../preload/contract/index.ts';
import { ArrowLeft, ArrowRight, formatBytes, IconButton, InertText } from '../ui/index.ts';
import { decodeRange, type Encoding } from './encodings.ts';
import { useFileRange, type FileRange } from './use-file-range.ts';

/** A few hundred screens: drawn at once, and searched by the browser's own means. */
const PAGE_BYTES = 256 * 1024;

/** Text part by part. Control characters become pictures: what is shown cannot act, and nothing hides. */
export function TextView(props: {
  readonly file: FileRef;
  readonly head: FileRange;
  readonly encoding: Encoding;
}): ReactElement {
  const { file, head, encoding } = props;
  const [offset, setOffset] = useState(0);
  const range = useFileRange(offset === 0 ? undefined : file, offset, PAGE_BYTES);
  const shown = offset === 0 ? head : range.data;
  const text = useMemo(
    () => (shown === undefined ? '' : decodeRange(shown.bytes, encoding, shown.offset === 0)),
    [shown, encoding],
  );
  const end = offset + (shown?.bytes.length ?? 0);
  const last = Math.floor(Math.max(0, head.sizeBytes - 1) / PAGE_BYTES) * PAGE_BYTES;
  return (
    <>
      {head.sizeBytes > PAGE_BYTES ? (
        <div className="file-pages">
          <IconButton
            size="small"
            icon={ArrowLeft}
            label="The part before"
            disabledReason={offset === 0 ? 'This is the beginning.' : undefined}
            onPress={() => setOffset(Math.max(0, offset - PAGE_BYTES))}
          />
          <span role="status">
            {formatBytes(offset)} to {formatBytes(end)}
          </span>
          <IconButton
            size="small"
            icon={ArrowRight}
            label="The next part"
            isBusy={range.isFetching}
            disabledReason={offset >= last ? 'This is the end.' : undefined}
            onPress={() => setOffset(Math.min(last, offset + PAGE_BYTES))}
          />
        </div>
      ) : undefined}
      <pre className="file-text" tabIndex={0} aria-label="Content">
        <InertText text={text} />
      </pre>
    </>
  );
}
