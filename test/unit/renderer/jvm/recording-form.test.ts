import { describe, expect, it } from 'vitest';

import { initialRecording, jcmdLine, readRecording, recordingPath } from '../../../../renderer/jvm/recording-form.ts';
import { podRef } from '../debug/pod-detail.ts';

const process = { ...podRef, container: 'debugger', pid: 1 };

describe('a recording’s form', () => {
  it('starts with a free name, and a file of that name', () => {
    const form = initialRecording([
      { id: 1, name: 'record', state: 'running' },
      { id: 2, name: 'record-2', state: 'stopped' },
    ]);
    expect(form.name).toBe('record-3');
    expect(recordingPath(form)).toBe('/tmp/record-3.jfr');
    expect(recordingPath({ ...form, path: '/var/r.jfr' })).toBe('/var/r.jfr');
  });

  it('becomes a request, and the line that does the same', () => {
    const reading = readRecording(process, { ...initialRecording([]), settings: 'default' });
    expect(reading).toHaveProperty('request.durationSeconds', 15);
    expect('request' in reading && jcmdLine(reading.request)).toBe(
      'jcmd 1 JFR.start name=record settings=default duration=15s filename=/tmp/record.jfr',
    );
  });

  it.each([
    [{ name: '1' }, 'name'],
    [{ name: 'a b' }, 'name'],
    [{ path: 'tmp/x.jfr' }, 'path'],
    [{ path: '/tmp/a b.jfr' }, 'path'],
    [{ durationSeconds: 0 }, 'durationSeconds'],
  ])('refuses %j, and says at which field', (part, field) => {
    expect(readRecording(process, { ...initialRecording([]), ...part })).toHaveProperty(['problems', field]);
  });
});
