/** The only file that knows that there are two hosts: a desktop window has a port, a browser page a socket. */
import { contract, PROTOCOL_VERSION, type KesakoContract } from '../../preload/contract/index.ts';
import { DESKTOP_MARK } from '../../preload/port-names.ts';
import { createClient, type WireClient } from '../../preload/wire/index.ts';
import { openPort } from './port-connection.ts';
import { webConnection } from './web-connection.ts';

/** In `sessionStorage`, so that a reload comes back to its terminals and a second tab gets its own. */
const SESSION_KEY = 'kesako.session';

interface Desktop {
  pathOf(file: File): string;
}

function desktop(page: Window): Desktop | undefined {
  return (page as Window & { readonly [DESKTOP_MARK]?: Desktop })[DESKTOP_MARK];
}

export interface Bridge extends WireClient<KesakoContract> {
  /** The page's own copy of a request that only the host can answer: where a dropped file lies; `undefined` in a browser. */
  pathOf(file: File): string | undefined;
}

export function connect(page: Window): Bridge {
  const session = page.sessionStorage.getItem(SESSION_KEY) ?? undefined;
  const onDesktop = desktop(page);
  const web = onDesktop === undefined ? webConnection(page) : undefined;
  const client = createClient({
    protocol: PROTOCOL_VERSION,
    contract,
    connect: () => (web === undefined ? openPort(page) : web.open()),
    ...(session === undefined ? {} : { session }),
    onSession: (id) => {
      page.sessionStorage.setItem(SESSION_KEY, id);
    },
  });
  return { ...client, pathOf: (file) => onDesktop?.pathOf(file) };
}
