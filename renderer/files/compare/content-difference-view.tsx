import { useMemo, type ReactElement } from 'react';

import { toAppError, type FileRef } from '../../../preload/contract/index.ts';
import { Busy, diffLines, DiffView, ErrorNotice, formatBytes, showControlCharacters } from '../../ui/index.ts';
import { useFileRange } from '../use-file-range.ts';
import { contentDifference, firstChanges, type ContentDifference } from './text-difference.ts';

/** Of each side: a configuration or a script as a whole, of all else enough to see where they part. */
const HEAD_BYTES = 256 * 1024;
const CONTEXT_LINES = 3;
const CHANGED_LINES = 1_000;

/** How two files differ: two texts line by line, all else by the first byte that is another one. */
export function ContentDifferenceView({
  here,
  there,
}: {
  readonly here: FileRef;
  readonly there: FileRef;
}): ReactElement {
  const head = useFileRange(here, 0, HEAD_BYTES);
  const otherHead = useFileRange(there, 0, HEAD_BYTES);
  const [one, other] = [head.data, otherHead.data];
  const difference = useMemo(
    () => (one === undefined || other === undefined ? undefined : contentDifference(one, other)),
    [one, other],
  );
  const error = head.error ?? otherHead.error;
  if (error !== null) {
    return (
      <ErrorNotice
        title={`The content ${head.error === null ? 'there' : 'here'} cannot be read.`}
        fact={toAppError(error).message}
        actions={[
          {
            id: 'again',
            title: 'Try again',
            onPress: () => {
              void head.refetch();
              void otherHead.refetch();
            },
          },
        ]}
      />
    );
  }
  if (difference === undefined || one === undefined || other === undefined) {
    return <Busy what="Reading the beginning of both files" />;
  }
  const isPart = [one, other].some(({ bytes, sizeBytes }) => sizeBytes > bytes.length);
  return (
    <section className="compare-content" aria-label="Difference of the content">
      {isPart ? (
        <p className="file-note">Of both files the first {formatBytes(HEAD_BYTES)} are compared here.</p>
      ) : undefined}
      <Difference difference={difference} isPart={isPart} />
    </section>
  );
}

function Difference({
  difference,
  isPart,
}: {
  readonly difference: ContentDifference;
  readonly isPart: boolean;
}): ReactElement {
  switch (difference.kind) {
    case 'same':
      return <p className="file-note">{isPart ? 'These are the same.' : 'The content is the same.'}</p>;
    case 'bytesOfText':
      return (
        <p className="file-note">
          The text is the same, its bytes are not: from byte {difference.offset.toLocaleString('en')} on. Its encoding,
          a byte order mark or the newline at its end is another one.
        </p>
      );
    case 'text':
      return <TextDifference here={difference.here} there={difference.there} />;
    case 'bytes':
      return (
        <>
          <p className="file-note">The first byte that differs is at {difference.offset.toLocaleString('en')}.</p>
          {(['here', 'there'] as const).map((side) => (
            <figure key={side} className="compare-bytes">
              <figcaption>{side === 'here' ? 'Here' : 'There'}</figcaption>
              <pre tabIndex={0} aria-label={`Bytes ${side}`}>
                {difference[side].length === 0 ? 'It ends before.' : difference[side].join('\n')}
              </pre>
            </figure>
          ))}
        </>
      );
  }
}

function TextDifference({ here, there }: { readonly here: string; readonly there: string }): ReactElement {
  const { lines, isCut } = useMemo(() => firstChanges(diffLines(here, there), CHANGED_LINES), [here, there]);
  return (
    <>
      <p className="file-note">
        <span aria-hidden>−</span> here, <span aria-hidden>+</span> there
        {isCut ? `; the first ${CHANGED_LINES.toLocaleString('en')} lines that differ` : ''}
      </p>
      <DiffView
        label={showControlCharacters('What differs, line by line: minus is here, plus is there')}
        lines={lines}
        context={CONTEXT_LINES}
      />
    </>
  );
}
