import { describe, expect, it } from 'vitest';

import { AppError, type TerminalInfo } from '../../../../preload/contract/index.ts';
import { shellDoubt } from '../../../../renderer/debug/shell-knowledge.ts';
import { podRef } from './pod-detail.ts';

const web = { ...podRef, container: 'web' };

function tried(container: string): TerminalInfo {
  const message = 'exec: "bash": executable file not found in $PATH';
  return {
    id: 'one',
    source: { kind: 'exec', ...podRef, container, command: ['bash'], tty: true },
    state: {
      state: 'ended',
      end: { reason: 'failed', message, error: new AppError('INTERNAL', message, {}).toForm() },
    },
    createdAt: '2026-01-01T00:00:00Z',
    kubectl: '',
    droppedBytes: 0,
  };
}

describe('shellDoubt', () => {
  it('remembers a failed try in this container, and in no other', () => {
    expect(shellDoubt('example/web:1', web, [tried('web')])).toBe('Tried before: no bash in this image.');
    expect(shellDoubt('example/web:1', web, [tried('other')])).toBeUndefined();
  });

  it('reads the image’s name', () => {
    expect(shellDoubt('gcr.io/distroless/python3', web, [])).toBeDefined();
    expect(shellDoubt('registry.k8s.io/pause:3.10', web, [])).toBeDefined();
    expect(shellDoubt('busybox', web, [])).toBeUndefined();
  });
});
