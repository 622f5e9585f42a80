export { FilesTab } from './files-tab.tsx';
export { DeleteFiles } from './delete-files.tsx';
export { filesPlace, type FilesPlace } from './files-place.ts';
export { Transfers } from './transfers.tsx';
export { useDownload } from './use-download.ts';
export { useProbe } from './use-probe.ts';
export { defaultChoice, processChoices, type ProcessChoice } from './process-choice.ts';
export { useTransfers } from './use-transfers.ts';
