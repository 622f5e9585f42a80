import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';

import { Busy, ErrorNotice, formatBytes, InertText } from '../ui/index.ts';
import { contentKind } from './file-content.ts';
import { decodeRange, guessEncoding } from './encodings.ts';
import { unpackBeginning } from './unpack-beginning.ts';

/** The beginning of what is packed, as far as the part that was read holds it. */
export function GzipView({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }): ReactElement {
  const unpacked = useQuery({
    queryKey: ['gzip', bytes.length, bytes[4], bytes[5], bytes[6], bytes[7], bytes.at(-1)],
    queryFn: () => unpackBeginning(bytes),
    structuralSharing: false,
    gcTime: 0,
    retry: false,
  });
  if (unpacked.error !== null) return <ErrorNotice title="It cannot be unpacked." fact={unpacked.error.message} />;
  if (unpacked.data === undefined) return <Busy what="Unpacking the beginning" />;
  if (contentKind(unpacked.data).kind !== 'text') {
    return <p className="file-note">What is packed is no text; download it.</p>;
  }
  return (
    <>
      <p className="file-note">the first {formatBytes(unpacked.data.length)} of what is packed</p>
      <pre className="file-text" tabIndex={0} aria-label="Unpacked content">
        <InertText text={decodeRange(unpacked.data, guessEncoding(unpacked.data), true)} />
      </pre>
    </>
  );
}
