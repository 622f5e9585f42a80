/** The desktop shell: one window over the core. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, platform } from 'node:process';

import { app, type BrowserWindow } from 'electron';
import { pino } from 'pino';

import { createCore, createLog, dataFolder, readStaticFiles } from '../core/index.ts';
import { desktopHost } from './desktop-host.ts';
import { installGuards } from './guards.ts';
import { handOverPorts } from './hand-over-port.ts';
import { installMenu } from './menu.ts';
import { PAGE_URL, registerScheme, servePage } from './scheme.ts';
import { createWindow } from './window.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

const DIST = join(import.meta.dirname, '..');
const PRELOAD = join(DIST, 'preload', 'index.cjs');
/** Inside the packaged app they are resources beside its archive. */
const PROGRAMS = app.isPackaged ? join(process.resourcesPath, 'reach') : join(DIST, '..', 'build', 'reach', 'bin');
const ICON = join(DIST, 'renderer', 'icon.png');

async function openWindow(): Promise<BrowserWindow> {
  await app.whenReady();
  const folder = dataFolder(platform, env, homedir());
  const log = createLog('info', pino.destination({ dest: join(folder, 'desktop.log'), mkdir: true, mode: 0o600 }));
  servePage(await readStaticFiles(join(DIST, 'renderer')));
  installGuards();
  installMenu(platform);

  const statePath = join(folder, 'window.json');
  const window = createWindow({ preload: PRELOAD, icon: ICON, state: readWindowState(statePath) });
  keepWindowState(window, statePath);
  const core = await createCore({
    environment: env,
    homeDirectory: homedir(),
    dataFolder: folder,
    programs: PROGRAMS,
    host: desktopHost(window, ICON),
    log,
  });
  handOverPorts(
    (contents) => contents === window.webContents,
    (transport) => {
      core.connect(transport);
    },
  );
  endWith(() => core.dispose());
  await window.loadURL(PAGE_URL);
  return window;
}

/** Lets the core end its processes and streams before the app does, once. */
function endWith(dispose: () => Promise<void>): void {
  let ended = false;
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    void dispose().finally(() => {
      app.quit();
    });
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
}

app.enableSandbox();
registerScheme();
if (app.requestSingleInstanceLock()) {
  const opened = openWindow();
  app.on('second-instance', () => {
    void opened.then((window) => {
      if (window.isMinimized()) window.restore();
      window.focus();
    });
  });
} else {
  app.quit();
}
