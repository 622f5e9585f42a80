import { BrowserWindow, type WebPreferences } from 'electron';

import type { WindowState } from './window-state.ts';

/** Stated in full although most are Electron's defaults: a default may change with a version, this may not. */
const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** The only place that makes a window. */
export function createWindow(options: {
  readonly preload: string;
  readonly icon: string;
  readonly state: WindowState;
}): BrowserWindow {
  const { preload, icon, state } = options;
  const { x, y, width, height } = state.bounds;
  const window = new BrowserWindow({
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: 800,
    minHeight: 560,
    title: 'Kesako',
    icon,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  return window;
}
