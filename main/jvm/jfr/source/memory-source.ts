import type { ByteSource } from './byte-source.ts';

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: () => Promise.resolve(bytes.length),
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    repeatable: true,
    failure: () => undefined,
    close: () => Promise.resolve(),
  };
}
