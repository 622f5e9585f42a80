import { describe, expect, it } from 'vitest';

import type { TerminalSource } from '../../../../preload/contract/index.ts';
import { AppError } from '../../../../preload/contract/index.ts';
import { endWords, inertTitle, sourceFullLabel, sourceLabel } from '../../../../renderer/terminals/terminal-words.ts';

const exec: TerminalSource = {
  kind: 'exec',
  context: 'lab',
  kubeNamespace: 'default',
  pod: 'http-server-1',
  container: 'http-server',
  command: ['bash'],
  tty: true,
};

describe('endWords', () => {
  it('names the missing program, keeps the runtime’s words and points to debugging', () => {
    const message = 'exec: "bash": executable file not found in $PATH';
    const error = new AppError('INTERNAL', message, {}).toForm();
    expect(endWords({ reason: 'failed', message, error }, exec)).toEqual({
      tone: 'bad',
      sentence: 'This container has no bash.',
      fact: message,
      debug: true,
      retry: true,
    });
  });

  it('says why a terminal was refused, and what can be done', () => {
    const error = new AppError('THROTTLED', 'too many requests', { retryAfterSeconds: 2 }).toForm();
    expect(endWords({ reason: 'failed', message: error.message, error }, exec)).toMatchObject({
      sentence: 'The terminal could not be opened. The cluster has too much to do. It asks to wait 2 s.',
      fact: 'too many requests',
    });
    const unknown = new AppError('CONTAINER_CONFIG', 'no such user', { reason: 'no such user' }).toForm();
    expect(endWords({ reason: 'failed', message: 'no such user', error: unknown }, exec)).toMatchObject({
      sentence: 'The terminal could not be opened.',
      fact: 'no such user',
    });
  });

  it('says once that a connection was lost', () => {
    const words = endWords({ reason: 'lost', message: 'The connection was lost.' }, exec);
    expect(words).toMatchObject({ sentence: 'The connection was lost.', retry: true });
    expect(words.fact).toBeUndefined();
  });

  it('shows an exit as an exit, not as a fault', () => {
    expect(endWords({ reason: 'exited', code: 0 }, exec)).toMatchObject({
      tone: 'good',
      sentence: 'Ended, exit code 0.',
    });
    expect(endWords({ reason: 'exited', code: 127 }, exec)).toMatchObject({ tone: 'unknown', debug: true });
    expect(endWords({ reason: 'exited', code: 137 }, exec).sentence).toContain('SIGKILL');
  });

  it('does not offer to run again in a pod that is gone', () => {
    expect(endWords({ reason: 'podGone', message: 'deleted' }, exec).retry).toBe(false);
  });
});

describe('labels', () => {
  it('puts container and pod on the tab, and everything into the full label', () => {
    expect(sourceLabel(exec)).toBe('http-server · http-server-1');
    expect(sourceFullLabel(exec)).toBe(
      'bash in http-server of pod http-server-1, context lab, Kubernetes namespace default',
    );
  });

  it('bounds a title and takes away what could disguise it', () => {
    expect(inertTitle('a\u001b]0;b\u0007\u202ec')).toBe('a]0;bc');
    expect(inertTitle('x'.repeat(500))).toHaveLength(80);
  });
});
