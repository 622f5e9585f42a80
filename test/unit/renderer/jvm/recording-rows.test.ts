import { describe, expect, it } from 'vitest';

import { recordingRows } from '../../../../renderer/jvm/recording-rows.ts';

const started = { name: 'record', path: '/tmp/record.jfr', startedAt: 0, durationSeconds: 15 };

describe('recordingRows', () => {
  it('counts down what this window has started', () => {
    const [row] = recordingRows([{ id: 1, name: 'record', state: 'running' }], [started], 4_200);
    expect(row).toMatchObject({
      stateText: 'recording, 11 s left',
      path: '/tmp/record.jfr',
      isRunning: true,
      isFinished: false,
    });
  });

  it('keeps a recording that the JVM has closed, with its file', () => {
    expect(recordingRows([], [started], 20_000)).toEqual([
      expect.objectContaining({ name: 'record', stateText: 'finished', path: '/tmp/record.jfr', isFinished: true }),
    ]);
  });

  it('shows another one’s recording without a countdown', () => {
    const [row] = recordingRows([{ id: 2, name: 'theirs', state: 'running', durationSeconds: 60 }], [], 0);
    expect(row).toMatchObject({ stateText: 'running', left: undefined });
  });
});
