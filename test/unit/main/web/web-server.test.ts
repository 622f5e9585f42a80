import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createAccess, type Access } from '../../../../main/web/access.ts';
import { startWebServer, type WebServer } from '../../../../main/web/web-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: WebServer;
let access: Access;
let connections: number;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-web-'));
  await writeFile(join(folder, 'page.html'), '<script>window.pwned = 1</script>');
  access = createAccess(() => performance.now());
  connections = 0;
  server = await startWebServer({
    port: 0,
    access,
    files: new Map([['/', { type: 'text/html', body: Buffer.from('the page') }]]),
    connect: (transport) => {
      connections += 1;
      transport.close();
    },
    transferFile: () => ({ path: join(folder, 'page.html'), fileName: 'a "quoted"\r\nx: y é.html', isFolder: false }),
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const host = (): string => `127.0.0.1:${String(server.port)}`;
const ownOrigin = (): string => `http://${host()}`;

function send(options: {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string;
}): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body } = options;
  const all: Record<string, string | undefined> = { host: host(), ...headers };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: server.port,
      method,
      path,
      setHost: false,
      headers: Object.fromEntries(given) as Record<string, string>,
    });
    sent.on('error', reject);
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: response.headers, body: '' });
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    sent.end(body);
  });
}

const post = (path: string, body: unknown, headers: Record<string, string | undefined> = {}): Promise<Answer> =>
  send({
    method: 'POST',
    path,
    headers: { origin: ownOrigin(), 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function secret(): Promise<string> {
  const { body } = await post('/api/exchange', { code: access.newCode() });
  return (JSON.parse(body) as { secret: string }).secret;
}

const upgrade = (headers: Record<string, string | undefined>, path = '/api/socket'): Promise<Answer> =>
  send({
    path,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      ...headers,
    },
  });

describe('the page', () => {
  it('is sent with headers that forbid everything it does not need', async () => {
    const { status, headers, body } = await send({ path: '/' });
    expect({ status, body }).toEqual({ status: 200, body: 'the page' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '//etc/passwd',
    '/C:/x',
    '/page.html',
    '/\\x',
  ])('has nothing at %s', async (path) => {
    expect((await send({ path })).status).toBe(404);
  });

  it('is not given to another name for this machine', async () => {
    const { status, body } = await send({ path: '/', headers: { host: `rebind.test:${String(server.port)}` } });
    expect(status).toBe(403);
    expect(body).not.toContain('the page');
  });
});

describe('the way in', () => {
  it('is refused to a form, to another site and without JSON', async () => {
    const code = access.newCode();
    expect((await post('/api/exchange', { code }, { origin: undefined })).status).toBe(403);
    expect((await post('/api/exchange', { code }, { origin: 'http://evil.test' })).status).toBe(403);
    expect((await post('/api/exchange', { code }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post('/api/exchange', { code: 'x'.repeat(300) })).status).toBe(400);
    expect((await post('/api/exchange', { code, more: 'x'.repeat(8192) })).status).toBe(413);
    expect((await post('/api/exchange', { code })).status).toBe(200);
    expect((await post('/api/exchange', { code })).status).toBe(401);
  });

  it('opens a socket for exactly one combination of Host, Origin and ticket', async () => {
    const known = await secret();
    const port = String(server.port);
    const hosts = [
      host(),
      `localhost:${port}`,
      `evil.test:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port}.`,
      '',
      `[::ffff:7f00:1]:${port}`,
      'null',
    ];
    const origins = [
      undefined,
      'null',
      ownOrigin(),
      `https://${host()}`,
      'http://evil.test',
      `http://evil.test:${port}`,
      'http://127.0.0.1:1',
      `${ownOrigin()}/`,
      'file://',
      '',
    ];
    const tickets = ['right', 'used', 'absent', 'wrong', 'other subject', 'no protocol'] as const;
    const opened: string[] = [];
    for (const hostHeader of hosts) {
      for (const origin of origins) {
        for (const kind of tickets) {
          const fresh = access.ticket(known, 'socket') ?? '';
          const used = access.grant('socket');
          access.redeem(used, 'socket');
          const protocols = {
            right: `kesako, ticket.${fresh}`,
            used: `kesako, ticket.${used}`,
            absent: 'kesako',
            wrong: 'kesako, ticket.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
            'other subject': `kesako, ticket.${access.grant('transfer:1')}`,
            'no protocol': `ticket.${fresh}`,
          }[kind];
          const { status } = await upgrade({ host: hostHeader, origin, 'sec-websocket-protocol': protocols });
          if (status === 101) opened.push(`${hostHeader} ${String(origin)} ${kind}`);
        }
      }
    }
    expect(opened).toEqual([`${host()} ${ownOrigin()} right`]);
    expect(connections).toBe(1);
  });

  it('has no socket anywhere else', async () => {
    const ticket = access.grant('socket');
    const { status } = await upgrade(
      { origin: ownOrigin(), 'sec-websocket-protocol': `kesako, ticket.${ticket}` },
      '/api/other',
    );
    expect(status).toBe(403);
  });
});

describe('a transferred file', () => {
  it('is an attachment in a sandbox, whatever it holds and is called, and is given once', async () => {
    const path = `/transfer/7/${access.grant('transfer:7')}`;
    const { status, headers } = await send({ path });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''a%20%22quoted%22%0D%0Ax%3A%20y%20%C3%A9.html",
    );
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    expect(headers['x']).toBeUndefined();
    expect((await send({ path })).status).toBe(404);
  });
});
