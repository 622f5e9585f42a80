/** The preload script: hands the page its message port to the core, and nothing else. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

import { DESKTOP_MARK, PORT_ANSWER, PORT_REQUEST } from './port-names.ts';

contextBridge.exposeInMainWorld(DESKTOP_MARK, {
  /** Where a file that was dropped on the window lies. */
  pathOf: (file: File) => webUtils.getPathForFile(file),
});

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const { data } = event;
  if (event.source !== window || typeof data !== 'object' || data === null) return;
  if (!('type' in data) || data.type !== PORT_REQUEST || !('nonce' in data) || typeof data.nonce !== 'string') return;
  ipcRenderer.send(PORT_REQUEST, data.nonce);
});

ipcRenderer.on(PORT_ANSWER, (event, nonce: string) => {
  window.postMessage({ type: PORT_ANSWER, nonce }, window.location.origin, [...event.ports]);
});
