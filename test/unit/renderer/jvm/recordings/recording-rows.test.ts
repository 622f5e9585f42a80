import { describe, expect, it } from 'vitest';

import type { Recording, RecordingFile, RecordingsView } from '../../../../../preload/contract/index.ts';
import { recordingRows } from '../../../../../renderer/jvm/recordings/recording-rows.ts';

const at = new Date(0).toISOString();
const running: Recording = {
  id: 1,
  name: 'record',
  state: 'running',
  durationSeconds: 15,
  startedAt: at,
  path: '/tmp/record.jfr',
};
const file: RecordingFile = {
  path: '/tmp/record.jfr',
  sizeBytes: 7,
  modifiedAt: at,
  recording: 'record',
  isRepository: false,
};
const view = (part: Partial<RecordingsView>): RecordingsView => ({ at, recordings: [], files: [], ...part });

describe('recordingRows', () => {
  it('counts down, and shows how much is kept so far', () => {
    const [row] = recordingRows(
      view({ recordings: [running], repository: { path: '/tmp/x', sizeBytes: 4096 } }),
      4_200,
    );
    expect(row).toMatchObject({
      stateText: 'recording, 11 s left',
      sizeBytes: 4096,
      isRunning: true,
      isFinished: false,
    });
    expect(recordingRows(view({ recordings: [running] }), 16_000)[0]).toMatchObject({ stateText: 'writing the file' });
  });

  it('keeps a recording that the JVM has closed, with its file', () => {
    expect(recordingRows(view({ files: [file] }), 20_000)).toEqual([
      expect.objectContaining({
        name: 'record',
        stateText: 'finished',
        path: '/tmp/record.jfr',
        sizeBytes: 7,
        isFinished: true,
      }),
    ]);
  });

  it('tells what was dumped from what is still recorded into', () => {
    const dump = { ...file, path: '/tmp/record-1.jfr' };
    const rows = recordingRows(view({ recordings: [running], files: [file, dump] }), 0);
    expect(rows.map(({ path, stateText }) => [path, stateText])).toEqual([
      ['/tmp/record.jfr', 'recording, 15 s left'],
      ['/tmp/record-1.jfr', 'dumped'],
    ]);
  });

  it('shows another one’s recording without a countdown', () => {
    const theirs: Recording = { id: 2, name: 'theirs', state: 'running', durationSeconds: 60 };
    expect(recordingRows(view({ recordings: [theirs] }), 0)[0]).toMatchObject({
      stateText: 'running',
      path: undefined,
    });
  });
});
