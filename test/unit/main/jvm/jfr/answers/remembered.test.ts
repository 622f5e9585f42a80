import { describe, expect, it, vi } from 'vitest';

import { remembered } from '../../../../../../main/jvm/jfr/answers/remembered.ts';
import { readRecording, type Recording } from '../../../../../../main/jvm/jfr/recording.ts';
import { memorySource } from '../../../../../../main/jvm/jfr/source/memory-source.ts';

const some = (): Promise<Recording> => readRecording(memorySource(new Uint8Array(0)));

describe('remembered', () => {
  it('asks once for what is asked again, and again once more has been read', async () => {
    const recording = await some();
    const answer = vi.fn(() => ({}));
    const ask = (of: Recording, question: object): object => remembered(of, 'answers', question, answer);
    const first = ask(recording, { from: 1 });
    expect(ask(recording, { from: 1 })).toBe(first);
    expect(ask(recording, { from: 2 })).not.toBe(first);
    expect(ask(await some(), { from: 1 })).not.toBe(first);
    const more = Object.assign(recording, { events: recording.events + 1 });
    expect(ask(more, { from: 1 })).not.toBe(first);
    expect(answer).toHaveBeenCalledTimes(4);
  });

  it('keeps the newest few, and nothing that failed', async () => {
    const recording = await some();
    const answer = vi.fn(() => ({}));
    for (let from = 0; from < 9; from += 1) remembered(recording, 'answers', { from }, answer);
    remembered(recording, 'answers', { from: 8 }, answer);
    expect(answer).toHaveBeenCalledTimes(9);
    remembered(recording, 'answers', { from: 0 }, answer);
    expect(answer).toHaveBeenCalledTimes(10);
    const failing = vi.fn(() => Promise.reject(new Error('unreadable')));
    for (const time of [1, 2]) {
      await expect(remembered(recording, 'failing', {}, failing)).rejects.toThrow('unreadable');
      expect(failing).toHaveBeenCalledTimes(time);
    }
  });
});
