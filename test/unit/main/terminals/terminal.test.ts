import { describe, expect, it } from 'vitest';

import type { Screen } from '../../../../main/terminals/terminal-process.ts';
import { startTerminal, type Terminal } from '../../../../main/terminals/terminal.ts';
import type { TerminalEnd } from '../../../../preload/contract/terminals.ts';

interface Started {
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly finish: (end: TerminalEnd) => void;
}

async function start(): Promise<Started> {
  const screen = Promise.withResolvers<Screen>();
  const end = Promise.withResolvers<TerminalEnd>();
  const terminal = startTerminal({
    run: (given) => {
      screen.resolve(given);
      return end.promise;
    },
    size: { columns: 80, rows: 24 },
    now: () => new Date(0),
    onChange: () => undefined,
  });
  return { terminal, screen: await screen.promise, finish: end.resolve };
}

const never = new AbortController().signal;
const MIB = 1024 * 1024;

describe('a terminal', () => {
  it('tells a second reader what it must not answer again', async () => {
    const { terminal, screen, finish } = await start();
    screen.show(Buffer.from('hello'));
    const first = terminal.open(0, never);
    expect(first.opened).toEqual({ offset: 0, trimmed: false, replayBytes: 0 });
    const reading = first.read();
    expect(Buffer.from((await reading.next()).value ?? []).toString()).toBe('hello');
    finish({ reason: 'exited', code: 0 });
    expect((await reading.next()).done).toBe(true);
    expect(terminal.open(0, never).opened.replayBytes).toBe(5);
  });

  it('holds its process back for a slow reader, and lets it go on when the reader leaves', async () => {
    const { terminal, screen } = await start();
    const reading = terminal.open(0, never).read();
    screen.show(new Uint8Array(10));
    await reading.next();
    screen.show(new Uint8Array(MIB / 2 + 1));
    let hasRoom = false;
    const room = screen.room().then(() => (hasRoom = true));
    await Promise.resolve();
    expect(hasRoom).toBe(false);
    await reading.return();
    await room;
    expect(hasRoom).toBe(true);
  });

  it('never holds back with nobody there', async () => {
    const { screen } = await start();
    screen.show(new Uint8Array(4 * MIB));
    await screen.room();
  });

  it('sends a reader away that lost bytes, and counts them', async () => {
    const { terminal, screen } = await start();
    const reading = terminal.open(0, never).read();
    screen.show(new Uint8Array(1));
    await reading.next();
    screen.show(new Uint8Array(MIB + 100));
    await expect(reading.next()).rejects.toMatchObject({ code: 'DISCONNECTED' });
    expect(terminal.droppedBytes).toBe(100);
    expect(terminal.open(1, never).opened).toMatchObject({ trimmed: true, offset: 101 });
  });

  it('keeps what is typed until there is a process', async () => {
    const { terminal, screen } = await start();
    await terminal.input({ type: 'text', text: 'ü' });
    await terminal.input({ type: 'binary', binary: '\xff' });
    const typed: number[] = [];
    const write = (bytes: Uint8Array): Promise<void> => {
      typed.push(...bytes);
      return Promise.resolve();
    };
    screen.connect({ write, resize: () => undefined });
    expect(typed).toEqual([0xc3, 0xbc, 0xff]);
  });
});
