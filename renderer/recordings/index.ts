export { OpenButton } from './recent-list.tsx';
export { goneReason, recordingMenu, type RecordingMenuEvents } from './recording-menu.ts';
export { RecordingsPage } from './recordings-page.tsx';
export { RecordingsProvider, useRecordings } from './recordings-provider.tsx';
export { TAB_TITLES } from './tab-titles.ts';
export { useMissionControl } from './use-mission-control.ts';
export { useRecent } from './use-recent.ts';
export { looksLikeRecording } from './use-recording-drop.ts';
