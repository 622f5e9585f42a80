/** What a page of ours never does, refused for every page there is or will be. */
import { app, session, type Session } from 'electron';

import { isOwnPage } from './scheme.ts';

/** Copying to the clipboard is the one permission that the window needs. */
const PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

export function installGuards(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  refusePermissions(session.defaultSession);
}

function refusePermissions(target: Session): void {
  target.setPermissionRequestHandler((contents, permission, decide) => {
    decide(PERMISSIONS.has(permission) && isOwnPage(contents.getURL()));
  });
  target.setPermissionCheckHandler((_contents, permission, origin) => PERMISSIONS.has(permission) && isOwnPage(origin));
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler((_request, decide) => {
    decide({});
  });
  target.on('will-download', (event, item, contents) => {
    // What the page itself has made, such as a picture of the map: the person is asked where to.
    const isOwnWork = item.getURL().startsWith('blob:') && isOwnPage(item.getURL().slice('blob:'.length));
    if (!isOwnWork || !isOwnPage(contents.getURL())) event.preventDefault();
  });
}
