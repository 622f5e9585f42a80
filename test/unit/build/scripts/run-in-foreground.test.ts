import { describe, expect, it, vi } from 'vitest';

import { runInForeground } from '../../../../build/scripts/run-in-foreground.mjs';

const quiet = { stdio: 'ignore' } as const;

describe('runInForeground', () => {
  it("answers the program's exit code", async () => {
    expect(await runInForeground(process.execPath, ['-e', 'process.exit(7)'], quiet)).toBe(7);
  });

  it('answers 128 and the number of the signal that ended it', async () => {
    expect(await runInForeground(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'], quiet)).toBe(137);
  });

  it('answers 127 for a program that is not there, and names it', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await runInForeground('/no/such/program', [], quiet)).toBe(127);
    expect(complaint).toHaveBeenCalledWith(expect.stringContaining('/no/such/program'));
  });

  it('leaves no listener for signals behind', async () => {
    const before = process.listenerCount('SIGTERM');
    const running = runInForeground(process.execPath, ['-e', ''], quiet);
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    await running;
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
