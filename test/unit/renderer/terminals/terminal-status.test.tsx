// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { AppError, type TerminalInfo, type TerminalState } from '../../../../preload/contract/index.ts';
import { TerminalStatus } from '../../../../renderer/terminals/terminal-status.tsx';

afterEach(cleanup);

const source = {
  kind: 'exec',
  context: 'lab',
  kubeNamespace: 'default',
  pod: 'web-1',
  container: 'web',
  command: ['bash'],
  tty: true,
} as const;

function info(state: TerminalState): TerminalInfo {
  return {
    id: 'one',
    source: { ...source, command: [...source.command] },
    state,
    createdAt: '',
    kubectl: '',
    droppedBytes: 0,
  };
}

function show(state: TerminalState): { readonly onDebug: ReturnType<typeof vi.fn> } {
  const onDebug = vi.fn();
  const nothing = (): void => undefined;
  render(
    <TerminalStatus info={info(state)} problem={undefined} onRetry={nothing} onClose={nothing} onDebug={onDebug} />,
  );
  return { onDebug };
}

describe('a terminal’s state', () => {
  it('is silent while the terminal is open', () => {
    show({ state: 'open' });
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('says what it waits for', () => {
    show({ state: 'reconnecting', since: new Date().toISOString(), reason: 'the connection was reset' });
    expect(screen.getByRole('status').textContent).toContain('the connection was reset');
  });

  it('leads from a container without the program to debugging it', async () => {
    const message = 'exec: "bash": executable file not found in $PATH';
    const { onDebug } = show({
      state: 'ended',
      end: { reason: 'failed', message, error: new AppError('INTERNAL', message, {}).toForm() },
    });
    expect(screen.getByRole('status').textContent).toContain(message);
    await userEvent.setup().click(screen.getByRole('button', { name: /Debug this container/ }));
    expect(onDebug).toHaveBeenCalledWith(expect.objectContaining({ pod: 'web-1', container: 'web' }));
  });

  it('shows a message’s control characters instead of obeying them', () => {
    const message = 'bad\u001b[2J\u202e';
    show({ state: 'ended', end: { reason: 'lost', message } });
    const shown = screen.getByRole('status').textContent;
    for (const control of ['\u001b', '\u202e']) expect(shown).not.toContain(control);
  });
});
