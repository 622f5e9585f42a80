/**
 * The browser's way in: the address carries a one-time code in its fragment, which no server log and no Referer ever sees.
 * It is exchanged once for the page's secret; the secret lives in `sessionStorage` (bound to this origin, port included, and
 * to this tab) and buys a single-use ticket for each socket.
 */
import { z } from 'zod';

import { AppError } from '../../preload/contract/index.ts';
import type { Transport } from '../../preload/wire/index.ts';
import { openSocket } from './socket-transport.ts';

const SECRET_KEY = 'kesako.secret';
const CODE = /^#code=([\w-]{20,})/;

const Exchange = z.object({ secret: z.string() });
const Ticket = z.object({ ticket: z.string() });

export function webConnection(page: Window): { open(): Promise<Transport> } {
  const code = CODE.exec(page.location.hash)?.[1];
  if (code !== undefined) page.history.replaceState(undefined, '', page.location.pathname);
  let exchanged: Promise<string> | undefined;

  const secret = async (): Promise<string> => {
    const kept = page.sessionStorage.getItem(SECRET_KEY);
    if (code === undefined && kept !== null) return kept;
    if (code === undefined) throw signIn();
    exchanged ??= post('/api/exchange', { code }, Exchange).then((answer) => {
      page.sessionStorage.setItem(SECRET_KEY, answer.secret);
      return answer.secret;
    });
    return exchanged;
  };

  return {
    open: async () => {
      const { ticket } = await post('/api/ticket', { secret: await secret() }, Ticket);
      return openSocket(`ws://${page.location.host}/api/socket`, ['kesako', `ticket.${ticket}`]);
    },
  };
}

async function post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status === 401) throw signIn();
  return schema.parse(await response.json());
}

function signIn(): AppError {
  return new AppError(
    'UNAUTHENTICATED',
    'This address has been used already, or the app was started again. Open the address that it printed last.',
    { context: '' },
  );
}
