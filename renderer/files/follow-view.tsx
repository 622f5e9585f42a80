import { useEffect, useLayoutEffect, useRef, useState, type ReactElement } from 'react';

import { toAppError, type AppError, type FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Busy, ErrorNotice, InertText } from '../ui/index.ts';
import type { Encoding } from './encodings.ts';

/** A log is read at its end; more than this would make the window slow, and nobody scrolls that far. */
const KEPT_CHARACTERS = 200_000;
const BEGIN_BYTES = 16 * 1024;

/** The end of a file, as it grows. Stays at the bottom until the person scrolls up. */
export function FollowView(props: {
  readonly file: FileRef;
  readonly sizeBytes: number;
  readonly encoding: Encoding;
}): ReactElement {
  const { file, sizeBytes, encoding } = props;
  const api = useApi();
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<AppError>();
  const [round, setRound] = useState(0);
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  const [start] = useState(() => Math.max(0, sizeBytes - BEGIN_BYTES));

  useEffect(() => {
    const stop = new AbortController();
    const decoder = new TextDecoder(encoding);
    const follow = async (): Promise<void> => {
      const offset = round === 0 ? start : 0;
      for await (const bytes of api.files.follow({ ...file, offset }, { signal: stop.signal })) {
        const added = decoder.decode(bytes, { stream: true });
        setText((old) => ((old ?? '') + added).slice(-KEPT_CHARACTERS));
      }
    };
    follow().catch((error: unknown) => {
      if (!stop.signal.aborted) setProblem(toAppError(error));
    });
    return () => stop.abort();
  }, [api, file, encoding, start, round]);

  useLayoutEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [text]);

  return (
    <>
      {problem === undefined ? undefined : (
        <ErrorNotice
          title={
            problem.code === 'FILE_CHANGED' ? 'The file is another one now.' : 'The file cannot be followed any more.'
          }
          fact={problem.message}
          actions={[
            {
              id: 'again',
              title: 'Follow it from its beginning',
              onPress: () => {
                setProblem(undefined);
                setText(undefined);
                setRound((count) => count + 1);
              },
            },
          ]}
        />
      )}
      {text === undefined && problem === undefined ? <Busy what="Waiting for what is appended" /> : undefined}
      <pre
        ref={box}
        className="file-text"
        tabIndex={0}
        role="log"
        aria-label="End of the file, as it grows"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 4;
        }}
      >
        <InertText text={text ?? ''} />
      </pre>
    </>
  );
}
