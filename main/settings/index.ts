export { createSettings, type SettingsOptions, type SettingsStore } from './create-settings.ts';
