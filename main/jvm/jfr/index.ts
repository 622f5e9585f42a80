export { hotMethods, type HotMethod, type TimeRange } from './answers/hot-methods.ts';
export type { JfrObject, JfrValue } from './format/decode-value.ts';
export { readRecording, type ReadOptions, type Recording } from './recording.ts';
export type { ByteSource } from './source/byte-source.ts';
export { fileSource } from './source/file-source.ts';
export { memorySource } from './source/memory-source.ts';
export { streamSource } from './source/stream-source.ts';
export { unwrap } from './source/unwrap.ts';
