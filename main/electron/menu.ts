/**
 * The native menu holds only what the system's own roles do. The app's actions live in the window's registry, where the
 * palette and the key bindings find them; a second list here would drift away from it.
 */
import { Menu, type MenuItemConstructorOptions } from 'electron';

export function installMenu(platform: NodeJS.Platform): void {
  const edit: MenuItemConstructorOptions = { role: 'editMenu' };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      // Without the reload roles' keys: Ctrl R belongs to the shell in a terminal.
      { label: 'Reload window', click: (_item, window) => (window as Electron.BrowserWindow | undefined)?.reload() },
      { role: 'toggleDevTools' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  const template: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [{ role: 'appMenu' }, edit, view, { role: 'windowMenu' }]
      : [{ role: 'fileMenu' }, edit, view];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
