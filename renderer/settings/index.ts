export { SettingsDialog } from './settings-dialog.tsx';
export { SettingsProvider, usePatchSettings, useSettings, type SettingsChange } from './settings-provider.tsx';
