import { expect, it } from 'vitest';

import { repositoryPath, viewRecordings } from '../../../../../main/jvm/recordings/view-recordings.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import { fakeJvm, fileFacts, record, REF } from '../fake-reach.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const signal = new AbortController().signal;

it('joins what the JVM lists with what was started here, and finds the files of those that are over', async () => {
  const { jvm, left } = await fakeJvm(
    {
      'JFR.check': 'Recording 3: name=long duration=10m maxsize=100.0MB (running)\n',
      'JFR.configure': 'Current configuration:\n\nRepository path: /tmp/2026_01_01\n',
    },
    (verb, words) => {
      if (verb === 'walk') return { facts: { bytes: 4096 } };
      if (words[1] === '/tmp/gone.jfr') return { error: new AppError('PATH_NOT_FOUND', '', { path: '' }) };
      return { output: record(fileFacts(1234), words[1] ?? '') };
    },
  );
  const startedAt = '2025-12-31T23:59:00.000Z';
  await left.add(jvm, { path: '/tmp/long.jfr', recording: 'long', startedAt });
  await left.add(jvm, { path: '/tmp/done.jfr', recording: 'done', startedAt });
  await left.add(jvm, { path: '/tmp/gone.jfr', recording: 'gone', startedAt });
  await left.add(jvm, { path: '/tmp/kesako-heap.hprof' });
  expect(await viewRecordings(jvm, left, () => NOW, signal)).toEqual({
    at: NOW.toISOString(),
    recordings: [
      {
        id: 3,
        name: 'long',
        state: 'running',
        durationSeconds: 600,
        maxSizeBytes: 100 * 2 ** 20,
        path: '/tmp/long.jfr',
        startedAt,
      },
    ],
    files: [
      {
        path: '/tmp/done.jfr',
        sizeBytes: 1234,
        modifiedAt: '2026-01-01T00:00:00.000Z',
        recording: 'done',
        isRepository: false,
      },
    ],
    repository: { path: '/tmp/2026_01_01', sizeBytes: 4096 },
  });
  expect(left.find(REF).map(({ path }) => path)).not.toContain('/tmp/gone.jfr');
});

it('knows where the JVM keeps what it records', () => {
  expect(repositoryPath('Preserve repository: false\nRepository path: /tmp/a b\n')).toBe('/tmp/a b');
  expect(repositoryPath('none')).toBeUndefined();
});
