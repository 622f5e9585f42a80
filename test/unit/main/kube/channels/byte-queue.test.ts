import { describe, expect, it } from 'vitest';

import { byteQueue } from '../../../../../main/kube/channels/byte-queue.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

async function all(source: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of source) text += Buffer.from(chunk).toString();
  return text;
}

describe('byteQueue', () => {
  it('gives what was queued before the end, then ends', async () => {
    const queue = byteQueue({ onRead: () => undefined });
    queue.push(bytes('one '));
    queue.push(bytes('two'));
    queue.end();
    queue.push(bytes(' late'));
    expect(await all(queue)).toBe('one two');
  });

  it('hands a waiting reader its bytes without queueing them', async () => {
    const queue = byteQueue({ onRead: () => undefined });
    const next = queue[Symbol.asyncIterator]().next();
    queue.push(bytes('now'));
    expect(queue.queuedBytes).toBe(0);
    expect(await next).toEqual({ done: false, value: bytes('now') });
  });

  it('drops the oldest above its limit and says how much', () => {
    let dropped = 0;
    const queue = byteQueue({ onRead: () => undefined, dropAbove: 10, onDropped: (count) => (dropped += count) });
    for (const chunk of ['aaaa', 'bbbb', 'cccc']) queue.push(bytes(chunk));
    expect([dropped, queue.queuedBytes]).toEqual([4, 8]);
  });

  it('lets a reader leave while it waits, and takes nothing more', async () => {
    let reads = 0;
    const queue = byteQueue({ onRead: () => (reads += 1) });
    const iterator = queue[Symbol.asyncIterator]();
    const next = iterator.next();
    await iterator.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    queue.push(bytes('unread'));
    expect([queue.queuedBytes, reads]).toEqual([0, 1]);
  });
});
