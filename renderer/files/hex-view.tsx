import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type ReactElement } from 'react';

import type { FileRef } from '../../preload/contract/index.ts';
import { BYTES_PER_LINE, hexLines } from './file-content.ts';
import { useFileRange } from './use-file-range.ts';

const PAGE_BYTES = 64 * 1024;
const LINE_PX = 18;
/** No browser scrolls further than this many lines; what is beyond is for a download. */
const LINE_LIMIT = 1_000_000;

/** Any file in hexadecimal: only the part that is in view is read. */
export function HexView({ file, sizeBytes }: { readonly file: FileRef; readonly sizeBytes: number }): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const lineCount = Math.min(LINE_LIMIT, Math.ceil(sizeBytes / BYTES_PER_LINE));
  const virtualizer = useVirtualizer({
    count: lineCount,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 8,
    initialRect: { width: 600, height: 400 },
  });
  const lines = virtualizer.getVirtualItems();
  const firstLine = lines[0]?.index ?? 0;
  const page = Math.floor((firstLine * BYTES_PER_LINE) / PAGE_BYTES) * PAGE_BYTES;
  // Two pages: a view at the end of one reaches into the next.
  const range = useFileRange(file, page, 2 * PAGE_BYTES);
  const text = useMemo(
    () => (range.data === undefined ? [] : hexLines(range.data.bytes, range.data.offset)),
    [range.data],
  );
  const start = (range.data?.offset ?? 0) / BYTES_PER_LINE;
  return (
    <div ref={box} className="file-text file-hex" tabIndex={0} role="document" aria-label="Content in hexadecimal">
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {lines.map(({ index, start: top }) => (
          <div key={index} className="file-hex-line" style={{ transform: `translateY(${String(top)}px)` }}>
            {text[index - start] ?? (index * BYTES_PER_LINE).toString(16).padStart(8, '0')}
          </div>
        ))}
      </div>
    </div>
  );
}
