import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseEntry, readRecords } from '../../../main/reach/index.ts';
import { unpackBlocks } from '../../../main/reach/unpack-blocks.ts';
import { canRun, openTarget, PROGRAM, serveLocally, type Target, UNABLE } from './local-program.ts';

async function bytesOf(output: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of output) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.skipIf(!canRun)(`many requests over one stream${UNABLE}`, () => {
  let target: Target;
  let session: Awaited<ReturnType<typeof serveLocally>>;
  const content = randomBytes(5_000_000);
  const sha256 = createHash('sha256').update(content).digest('hex');

  beforeEach(async () => {
    target = await openTarget();
    session = await serveLocally();
  });
  afterEach(async () => {
    await session.close();
    target.dispose();
  });

  const pid = (): string => String(target.pid);

  it('reads more at a time than the program takes, each whole', async () => {
    writeFileSync(join(target.folder, 'file'), content);
    const replies = Array.from({ length: 20 }, () => session.request(['read', pid(), '/file']));
    const received = await Promise.all(replies.map(({ output }) => bytesOf(output)));
    expect(received.every((bytes) => bytes.equals(content))).toBe(true);
    expect((await replies[19]!.result).facts.get('sha256')).toBe(sha256);
  });

  it('answers others while nobody reads one, and lets it be cancelled', async () => {
    writeFileSync(join(target.folder, 'file'), content);
    const slow = session.request(['read', pid(), '/file']);
    await session.request(['stat', pid(), '/file']).result;
    for await (const chunk of slow.output) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await expect(slow.result).rejects.toMatchObject({ code: 'CANCELLED' });
    await session.request(['stat', pid(), '/file']).result;
  });

  it('writes what it is sent, or nothing at all', async () => {
    const write = (size: number, expected: string) => {
      const words = ['write', `--size=${String(size)}`, `--sha256=${expected}`, pid(), '/up'];
      return session.request(words, { input: chunks() }).result;
    };
    async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
      await Promise.resolve();
      yield content.subarray(0, 1_000_000);
      yield content.subarray(1_000_000);
    }
    await expect(write(content.length, '0'.repeat(64))).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    await expect(write(content.length + 1, sha256)).rejects.toMatchObject({ code: 'COMMAND_FAILED' });
    const names: string[] = [];
    for await (const record of readRecords(session.request(['list', pid(), '/']).output)) {
      names.push(Buffer.from(parseEntry(record)!.name).toString());
    }
    expect(names).toEqual(['/', 'bin']);
    await write(content.length, sha256);
    expect(readFileSync(join(target.folder, 'up')).equals(content)).toBe(true);
    await expect(write(content.length, sha256)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('compares a hash that follows the content before anything stands under the name', async () => {
    async function* input(hash: string): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield content;
      yield Buffer.from(hash.slice(0, 10));
      yield Buffer.from(hash.slice(10));
    }
    const send = (hash: string): Promise<unknown> => {
      const words = ['write', `--size=${String(content.length)}`, '--hash-follows', pid(), '/follows'];
      return session.request(words, { input: input(hash) }).result;
    };
    await expect(send('0'.repeat(64))).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    await expect(send(sha256.slice(1))).rejects.toThrow();
    expect(existsSync(join(target.folder, 'follows'))).toBe(false);
    await send(sha256);
    expect(readFileSync(join(target.folder, 'follows')).equals(content)).toBe(true);
  });

  it('packs what packs, and what comes out is what was there', async () => {
    const line = Buffer.from('2026-11-26T01:10:00Z INFO a request was handled\n');
    const text = Buffer.concat(Array.from({ length: 40_000 }, () => line));
    const mixed = Buffer.concat([text.subarray(0, 700_001), content.subarray(0, 1_000_003), text]);
    for (const [name, bytes, share] of [
      ['text', text, 0.1],
      ['random', content, 1.001],
      ['mixed', mixed, 0.5],
      ['short', Buffer.from('hello'), 4],
      ['empty', Buffer.alloc(0), 0],
    ] as const) {
      writeFileSync(join(target.folder, name), bytes);
      const reply = session.request(['read', '--pack', pid(), `/${name}`]);
      expect((await bytesOf(unpackBlocks(reply.output))).equals(bytes)).toBe(true);
      const { facts } = await reply.result;
      expect(facts.get('sha256')).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(Number(facts.get('written'))).toBeLessThanOrEqual(bytes.length * share);
    }
  });

  it('archives from any byte on, with the hash of the whole', async () => {
    mkdirSync(join(target.folder, 'tree/in'), { recursive: true });
    for (const [name, size] of [
      ['one', 200_000],
      ['in/two', 70_001],
      ['in/empty', 0],
    ] as const) {
      writeFileSync(join(target.folder, 'tree', name), content.subarray(0, size));
    }
    const whole = await bytesOf(session.request(['archive', pid(), '/tree']).output);
    for (const from of [0, 1, 512, 131_072, 131_073, 200_000, whole.length - 1, whole.length, whole.length + 1]) {
      const reply = session.request(['archive', '--pack', `--from=${String(from)}`, pid(), '/tree']);
      expect((await bytesOf(unpackBlocks(reply.output))).equals(whole.subarray(from))).toBe(true);
      const { facts } = await reply.result;
      expect(facts.get('sha256')).toBe(createHash('sha256').update(whole).digest('hex'));
      expect(Number(facts.get('bytes'))).toBe(whole.length);
    }
  });

  it('keeps names that are no text', async () => {
    const name = Buffer.from([0x2f, 0xff, 0x0a, 0x5c, 0x01]);
    await session.request(['mkdir', pid(), name]).result;
    const found: Uint8Array[] = [];
    for await (const record of readRecords(session.request(['list', pid(), '/']).output)) {
      found.push(parseEntry(record)!.name);
    }
    expect(found.some((bytes) => Buffer.from(bytes).equals(name.subarray(1)))).toBe(true);
  });

  it('ends every request when it is lost, and says so', async () => {
    const watch = session.request(['watch', pid(), '/']);
    await session.request(['stat', pid(), '/']).result;
    session.child.kill('SIGKILL');
    await expect(watch.result).rejects.toMatchObject({ code: 'STREAM_CUT' });
    expect(await session.ended).toMatchObject({ code: 'DISCONNECTED' });
    await expect(session.request(['stat', pid(), '/']).result).rejects.toMatchObject({ code: 'DISCONNECTED' });
  });

  it('ends by itself when nothing is heard, and removes itself and nothing else', async () => {
    const copy = join(target.folder, 'copy');
    copyFileSync(PROGRAM, copy);
    const other = await serveLocally('--silence-ms=1', `--remove=${copy}`);
    expect(await other.ended).toMatchObject({ code: 'DISCONNECTED' });
    expect(await other.close()).toBe(false);
    expect(existsSync(copy)).toBe(true);
    const own = await serveLocally(`--remove=${join(target.folder, 'bin/program')}`);
    expect(await own.close()).toBe(false);
  });
});
