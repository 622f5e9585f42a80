export { RecordingsPage } from './recordings-page.tsx';
export { RecordingsProvider, useRecordings } from './recordings-provider.tsx';
export { TAB_TITLES } from './tab-titles.ts';
export { looksLikeRecording } from './use-recording-drop.ts';
