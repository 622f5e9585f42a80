import type { ReactElement } from 'react';

import { formatBytes } from './format-bytes.ts';

export interface BytesProps {
  readonly bytes: number;
  /** A rate: `84 MiB/s`. */
  readonly isPerSecond?: boolean;
}

export function Bytes({ bytes, isPerSecond = false }: BytesProps): ReactElement {
  return (
    <span title={`${bytes.toLocaleString('en')} bytes`}>
      {formatBytes(bytes)}
      {isPerSecond ? '/s' : ''}
    </span>
  );
}
