import { describe, expect, it } from 'vitest';

import { commandParts, readFingerprints } from '../../../../../main/files/shell/fingerprints.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import type { FileRef } from '../../../../../preload/contract/files.ts';

const DIRECTORY: FileRef = { context: 'c', kubeNamespace: 'k', pod: 'p', container: 'd', pid: 1, path: '/etc' };
const HASH = 'ab'.repeat(32);
const record = (size: number, when = 1): string =>
  `81a4 0 0 ${String(size)} 1764000000 42 2050 2025-11-24 16:00:00 2025-11-24 16:00:0${String(when)}`;

describe('fingerprints by the shell', () => {
  it('are read block by block, each with its own refusal', () => {
    const output = [
      `${record(5)}\n${HASH}  -\n${record(5)}\n=0`,
      '=72',
      `${record(5)}\n${HASH}  -\n${record(5, 2)}\n=0`,
      `${record(6)}\n${HASH}  -\n${record(6)}\n=0`,
      `${record(5)}\n-\n${record(5)}\n=0\n`,
    ].join('\n');
    const names = ['good', 'gone', 'changed', 'grown', 'no tool', 'never reached'];
    const found = readFingerprints(
      DIRECTORY,
      names.map((name) => ({ name, sizeBytes: 5 })),
      output,
    );
    expect(found.map((answer) => (answer instanceof AppError ? answer.code : answer))).toEqual([
      { sha256: HASH, isSteady: true },
      'PATH_NOT_FOUND',
      { sha256: HASH, isSteady: false },
      { sha256: HASH, isSteady: false },
      { sha256: undefined, isSteady: true },
      'COMMAND_FAILED',
    ]);
  });

  it('are asked for in commands that no proxy refuses', () => {
    const files = Array.from({ length: 50 }, () => ({ name: '\\xff'.repeat(60), sizeBytes: 1 }));
    const parts = commandParts(files);
    expect(parts.flat().map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    expect(parts.every((part) => part.reduce((sum, { argument }) => sum + argument.length, 0) <= 2_000)).toBe(true);
    expect(parts[0]?.[0]?.argument).toBe('\\0377'.repeat(60));
    expect(commandParts([])).toEqual([]);
  });
});
