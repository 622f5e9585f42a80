import { describe, expect, it } from 'vitest';

import { createMailbox } from '../../../../main/streams/mailbox.ts';

describe('createMailbox', () => {
  const { signal } = new AbortController();

  it('merges what was not read', async () => {
    const mailbox = createMailbox<readonly number[]>((pending, next) => [...pending, ...next]);
    mailbox.put([1]);
    mailbox.put([2]);
    expect((await mailbox.read(signal).next()).value).toEqual([1, 2]);
  });

  it('delivers what is pending before the error', async () => {
    const mailbox = createMailbox<number>((_pending, next) => next);
    const reader = mailbox.read(signal);
    mailbox.put(1);
    mailbox.end(new Error('over'));
    mailbox.put(2);
    expect((await reader.next()).value).toBe(1);
    await expect(reader.next()).rejects.toThrow('over');
  });

  it('ends without an error when none is given', async () => {
    const mailbox = createMailbox<number>((_pending, next) => next);
    mailbox.end();
    expect(await mailbox.read(signal).next()).toEqual({ value: undefined, done: true });
  });
});
