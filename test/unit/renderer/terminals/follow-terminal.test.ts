import { describe, expect, it } from 'vitest';

import {
  AppError,
  type ByteReader,
  type TerminalInput,
  type TerminalOpened,
} from '../../../../preload/contract/index.ts';
import { followTerminal, pieces, type FollowOptions } from '../../../../renderer/terminals/follow-terminal.ts';

function stream(
  opened: TerminalOpened,
  chunks: readonly string[],
  end?: AppError,
): ByteReader<TerminalInput, TerminalOpened> {
  return {
    opened: Promise.resolve(opened),
    send: () => Promise.resolve(),
    close: () => undefined,
    async *[Symbol.asyncIterator]() {
      for (const chunk of chunks) yield await Promise.resolve(new TextEncoder().encode(chunk));
      if (end !== undefined) throw end;
    },
  };
}

function recorder(streams: readonly ByteReader<TerminalInput, TerminalOpened>[]): {
  readonly log: string[];
  readonly options: FollowOptions;
} {
  const log: string[] = [];
  const left = [...streams];
  return {
    log,
    options: {
      open: ({ offset }) => {
        log.push(`open ${offset}`);
        const next = left.shift();
        if (next === undefined) throw new Error('opened once too often');
        return next;
      },
      screen: {
        write: (bytes) => {
          log.push(`write ${new TextDecoder().decode(bytes)}`);
          return Promise.resolve();
        },
        reset: () => log.push('reset'),
        size: () => ({ columns: 80, rows: 24 }),
      },
      pace: () => Promise.resolve(),
      onStream: () => undefined,
      onReplaying: (replaying) => log.push(`replaying ${replaying}`),
      signal: new AbortController().signal,
    },
  };
}

describe('followTerminal', () => {
  it('goes on after a lost connection at the byte it has, without drawing anything twice', async () => {
    const lost = new AppError('DISCONNECTED', 'gone', {});
    const { log, options } = recorder([
      stream({ replayBytes: 0, offset: 0, trimmed: false }, ['hello'], lost),
      stream({ replayBytes: 0, offset: 5, trimmed: false }, [' world']),
    ]);
    await followTerminal(options);
    expect(log.filter((line) => !line.startsWith('replaying'))).toEqual([
      'open 0',
      'write hello',
      'open 5',
      'write  world',
    ]);
  });

  it('starts from a reset screen when the beginning is missing', async () => {
    const { log, options } = recorder([stream({ replayBytes: 0, offset: 900, trimmed: true }, ['x'])]);
    await followTerminal(options);
    expect(log).toContain('reset');
  });

  it('says exactly when the replay ends, also inside a chunk', async () => {
    const { log, options } = recorder([stream({ replayBytes: 3, offset: 0, trimmed: false }, ['abcdef'])]);
    await followTerminal(options);
    expect(log).toEqual(['open 0', 'replaying true', 'write abc', 'replaying false', 'write def', 'replaying false']);
  });

  it('hands over all that came before it waits, and reads on only when all of it is parsed', async () => {
    const parsed: (() => void)[] = [];
    const { log, options } = recorder([
      stream({ replayBytes: 0, offset: 0, trimmed: false }, ['a'.repeat(40_000), 'end']),
    ]);
    const write = (bytes: Uint8Array): Promise<void> => {
      log.push(`write ${bytes.length}`);
      return new Promise((resolve) => parsed.push(resolve));
    };
    const followed = followTerminal({ ...options, screen: { ...options.screen, write } });
    await expect.poll(() => log).toEqual(['open 0', 'replaying false', 'write 16384', 'write 16384', 'write 7232']);
    for (const done of parsed.splice(0, 2)) done();
    expect(log).toHaveLength(5);
    for (const done of parsed.splice(0)) done();
    await expect.poll(() => log.at(-1)).toBe('write 3');
    for (const done of parsed.splice(0)) done();
    await followed;
  });

  it('passes on a failure that is not the connection’s', async () => {
    const { options } = recorder([
      stream({ replayBytes: 0, offset: 0, trimmed: false }, [], new AppError('NOT_FOUND', 'no such terminal', {})),
    ]);
    await expect(followTerminal(options)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('pieces', () => {
  it('never gives xterm more at a time than it parses within a frame, and nothing of nothing', () => {
    expect(pieces(new Uint8Array(40_000)).map(({ length }) => length)).toEqual([16_384, 16_384, 7_232]);
    expect(pieces(new Uint8Array(0))).toEqual([]);
  });
});
