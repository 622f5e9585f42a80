export { BridgeProvider, useApi, useConnection, useHost, type Api } from './api.tsx';
export { connect, type Bridge } from './connect.ts';
export { useHandOver, type HandOver } from './use-hand-over.ts';
export { useLatest, useReduced, type OpenStream, type StreamState } from './use-stream.ts';
export { textContent, toBase64, useSaveFile, type FileContent, type SaveFile } from './use-save-file.ts';
