import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

import {
  AppError,
  byteStream,
  call,
  itemStream,
  type ByteReader,
  type Services,
} from '../../preload/contract/index.ts';
import { createClient, serve, type Transport, type WireClient } from '../../preload/wire/index.ts';
import { createSessions } from '../../main/core/session/sessions.ts';
import { TRANSPORTS, type TransportPair } from './transports.ts';

const WINDOW = 256 * 1024;

const contract = {
  sums: {
    add: call(z.object({ left: z.number(), right: z.number() })).returns<number>(),
    fail: call(z.object({ expected: z.boolean() })).returns<never>(),
    hang: call(z.object({})).returns<never>(),
    session: call(z.object({})).returns<string>(),
    count: itemStream(z.object({ to: z.number() })).of<number>(),
    forever: itemStream(z.object({})).of<number>(),
    echo: byteStream(z.object({}), z.object({ text: z.string() })).opens<{ readonly greeting: string }>(),
    flood: byteStream(z.object({ chunk: z.number() }), z.never()).opens<never>(),
  },
};
type TestContract = typeof contract;

interface Seen {
  produced: number;
  ended: string[];
  internal: string[];
}

function services(seen: Seen): Services<TestContract> {
  return {
    sums: {
      add: ({ left, right }) => Promise.resolve(left + right),
      fail: ({ expected }) =>
        Promise.reject(expected ? new AppError('NOT_FOUND', 'No such pod.', { name: 'web' }) : new TypeError('a slip')),
      hang: (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            seen.ended.push('hang');
            reject(new AppError('CANCELLED', 'Cancelled.', {}));
          });
        }),
      session: (_input, { session }) => Promise.resolve(session.id),
      count: async function* ({ to }) {
        for (let n = 1; n <= to; n += 1) yield await Promise.resolve(n);
      },
      forever: async function* (_input, { signal }) {
        try {
          for (let n = 0; !signal.aborted; n += 1) {
            seen.produced = n;
            yield await Promise.resolve(n);
          }
        } finally {
          seen.ended.push('forever');
        }
      },
      echo: async function* (_input, { opened, up }) {
        opened({ greeting: 'hello' });
        for await (const { text } of up) yield new TextEncoder().encode(text);
      },
      flood: async function* ({ chunk }, { signal }) {
        while (!signal.aborted) {
          seen.produced += chunk;
          yield await Promise.resolve(new Uint8Array(chunk));
        }
      },
    },
  };
}

describe.each(TRANSPORTS)('the wire over $name', ({ start }) => {
  let seen: Seen;
  let transports: Awaited<ReturnType<typeof start>>;
  let sessions: ReturnType<typeof createSessions>;
  let client: WireClient<TestContract>;
  let last: TransportPair;
  let connections: number;

  const accept = (core: Transport): void => {
    serve(core, {
      protocol: 1,
      contract,
      services: services(seen),
      enterSession: (wanted) => sessions.enter(wanted),
      onInternalError: (error) => seen.internal.push(error.message),
    });
  };

  const connect = (protocol = 1): WireClient<TestContract> =>
    createClient({
      protocol,
      contract,
      connect: async () => {
        last = await transports.pair();
        connections += 1;
        accept(last.core);
        return last.window;
      },
    });

  beforeEach(async () => {
    seen = { produced: 0, ended: [], internal: [] };
    connections = 0;
    sessions = createSessions({ onDisposeError: (error) => seen.internal.push(String(error)) });
    transports = await start();
    client = connect();
  });

  afterEach(async () => {
    client.close();
    await sessions.dispose();
    await transports.dispose();
  });

  it('answers a call', async () => {
    expect(await client.api.sums.add({ left: 2, right: 3 })).toBe(5);
  });

  it('refuses input that breaks its schema, and names what is wrong', async () => {
    const bad = client.api.sums.add({ left: 2, right: 'three' as unknown as number });
    await expect(bad).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('right') as string,
    });
  });

  it('refuses a method that is only inherited', async () => {
    const wild = createClient({
      protocol: 1,
      contract: { constructor: { toString: call(z.object({})).returns<string>() } },
      connect: async () => {
        const pair = await transports.pair();
        accept(pair.core);
        return pair.window;
      },
    });
    await expect(wild.api.constructor.toString({})).rejects.toMatchObject({ code: 'UNKNOWN_METHOD' });
    wild.close();
  });

  it('brings expected errors across with code and data, and logs only the others', async () => {
    await expect(client.api.sums.fail({ expected: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'No such pod.',
      data: { name: 'web' },
    });
    expect(seen.internal).toEqual([]);
    await expect(client.api.sums.fail({ expected: false })).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(seen.internal).toEqual(['a slip']);
  });

  it('cancels a call on both sides', async () => {
    const controller = new AbortController();
    const hanging = client.api.sums.hang({}, { signal: controller.signal });
    await client.api.sums.add({ left: 1, right: 1 });
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'CANCELLED' });
    await client.api.sums.add({ left: 1, right: 1 });
    expect(seen.ended).toEqual(['hang']);
  });

  it('delivers every item of a stream in order, far beyond one window', async () => {
    const items: number[] = [];
    for await (const item of client.api.sums.count({ to: 1000 })) items.push(item);
    expect(items).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  });

  it('ends the producer when the reader leaves', async () => {
    for await (const item of client.api.sums.forever({})) if (item === 100) break;
    await until(() => seen.ended.includes('forever'));
  });

  it.each([1000, 16 * 1024, 1024 * 1024])('stalls a producer of %i-byte chunks at one window', async (chunk) => {
    const stream = client.api.sums.flood({ chunk });
    const iterator = stream[Symbol.asyncIterator]();
    const next = async (): Promise<number> => {
      const result = await iterator.next();
      return result.done === true ? 0 : result.value.length;
    };
    let received = await next();
    await settle(client);
    const stalled = seen.produced;
    expect(stalled).toBeGreaterThanOrEqual(WINDOW);
    expect(stalled).toBeLessThanOrEqual(Math.ceil(WINDOW / chunk) * chunk + chunk);
    await settle(client);
    expect(seen.produced).toBe(stalled);
    while (received < 4 * WINDOW) received += await next();
    await until(() => seen.produced > stalled);
    stream.close();
  });

  it('carries bytes exactly, and items the other way', async () => {
    const stream = client.api.sums.echo({});
    expect(await stream.opened).toEqual({ greeting: 'hello' });
    const sent = Array.from({ length: 300 }, (_, index) => `line ${String(index)} \u{1f44b}\u0000\n`);
    void (async (): Promise<void> => {
      for (const text of sent) await stream.send({ text });
    })();
    expect(await readText(stream, sent.join('').length)).toBe(sent.join(''));
    stream.close();
  });

  it('ends a stream whose upward item breaks its schema', async () => {
    const stream = client.api.sums.echo({});
    await stream.opened;
    await stream.send({ text: 7 as unknown as string });
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('fails what was under way when the connection is lost, and comes back to the same session', async () => {
    const before = await client.api.sums.session({});
    const hanging = client.api.sums.hang({});
    const stream = client.api.sums.forever({})[Symbol.asyncIterator]();
    await stream.next();
    last.core.close();
    await expect(hanging).rejects.toMatchObject({ code: 'DISCONNECTED' });
    await expect(
      (async (): Promise<void> => {
        while ((await stream.next()).done !== true);
      })(),
    ).rejects.toMatchObject({ code: 'DISCONNECTED' });
    expect(await client.api.sums.session({})).toBe(before);
    expect(connections).toBe(2);
    await until(() => seen.ended.length === 2);
  });

  it('refuses a window of another protocol, and does not try again', async () => {
    const other = connect(2);
    await expect(other.api.sums.add({ left: 1, right: 1 })).rejects.toMatchObject({ code: 'DISCONNECTED' });
    expect(other.connection.value).toMatchObject({ state: 'refused', error: { code: 'PROTOCOL_MISMATCH' } });
  });

  it('closes on a frame that is none, without harm to other connections', async () => {
    await client.api.sums.add({ left: 1, right: 1 });
    const rude = await transports.pair();
    accept(rude.core);
    const closed = new Promise<void>((resolve) => {
      rude.window.onClose(resolve);
    });
    rude.window.onFrame(() => undefined);
    rude.window.send({ type: 'call', id: -1, domain: 'sums', method: 'add', input: {} });
    await closed;
    expect(await client.api.sums.add({ left: 1, right: 1 })).toBe(2);
  });
});

/** A few round trips: whatever was on its way has arrived. */
async function settle(client: WireClient<TestContract>): Promise<void> {
  for (let round = 0; round < 5; round += 1) await client.api.sums.add({ left: 0, right: 0 });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function readText(stream: ByteReader<{ text: string }, unknown>, length: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of stream) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length >= length) break;
  }
  return text;
}
