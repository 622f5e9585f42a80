/** What the desktop can do for the core. */
import { dialog, nativeImage, shell, type BrowserWindow } from 'electron';

import type { HostPort } from '../core/index.ts';

const FILTERS = {
  kubeconfig: [{ name: 'All files', extensions: ['*'] }],
  manifest: [
    { name: 'Manifests', extensions: ['yaml', 'yml', 'json'] },
    { name: 'All files', extensions: ['*'] },
  ],
  recording: [
    { name: 'Flight recordings', extensions: ['jfr', 'gz', 'zip', 'lz4'] },
    { name: 'All files', extensions: ['*'] },
  ],
};

export function desktopHost(window: BrowserWindow, icon: string): HostPort {
  return {
    openDialog: async (purpose) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile', 'showHiddenFiles'],
        filters: FILTERS[purpose],
      });
      return canceled ? undefined : filePaths[0];
    },
    saveDialog: async (fileName) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: fileName });
      return canceled ? undefined : filePath;
    },
    revealInFolder: (path) => {
      shell.showItemInFolder(path);
    },
    openFile: async (path) => {
      const problem = await shell.openPath(path);
      if (problem !== '') throw new Error(problem);
    },
    chooseProgram: async (suggested) => {
      const isMac = process.platform === 'darwin';
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Open with',
        message: 'The program that is to open the file',
        buttonLabel: 'Open',
        defaultPath: suggested ?? (isMac ? '/Applications' : '/usr/bin'),
        properties: ['openFile', 'showHiddenFiles'],
        filters: isMac ? [{ name: 'Applications', extensions: ['app'] }] : [],
      });
      return canceled ? undefined : filePaths[0];
    },
    nativeDrag: (files) => {
      const paths = files.map(({ path }) => path);
      window.webContents.startDrag({
        file: paths[0] ?? '',
        files: paths,
        icon: nativeImage.createFromPath(icon).resize({ width: 32 }),
      });
    },
    openExternal: async (url) => {
      const { protocol, username, password } = new URL(url);
      if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') {
        throw new Error('Only plain web addresses are opened.');
      }
      await shell.openExternal(url);
    },
  };
}
