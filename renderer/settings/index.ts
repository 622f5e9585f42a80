export { SettingsProvider, usePatchSettings, useSettings, type SettingsChange } from './settings-provider.tsx';
