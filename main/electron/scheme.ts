/** The page comes from an own scheme, not from `file:`: it has an origin, headers, and no way to other files. */
import { protocol } from 'electron';

import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS, type StaticFile } from '../core/index.ts';

const SCHEME = 'kesako';
const HOST = 'app';
export const PAGE_URL = `${SCHEME}://${HOST}/`;

/** Before `ready`: Electron takes no scheme later. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePage(files: ReadonlyMap<string, StaticFile>): void {
  protocol.handle(SCHEME, ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === HOST && method === 'GET' ? files.get(pathname) : undefined;
    if (file === undefined) return new Response('Not here.', { status: 404 });
    return new Response(file.body, {
      headers: {
        ...SECURITY_HEADERS,
        'content-type': file.type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
      },
    });
  });
}

/** Whether this is our page: compared as an origin, never by how the address begins. */
export function isOwnPage(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url);
    return scheme === `${SCHEME}:` && host === HOST;
  } catch {
    return false;
  }
}
