/** Names under which a page, its preload script and Electron's main process pass the one message port. */
export const PORT_REQUEST = 'kesako:port-request';
export const PORT_ANSWER = 'kesako:port-answer';
/** What the preload script leaves in the page so that it knows to ask. */
export const DESKTOP_MARK = 'kesakoDesktop';
