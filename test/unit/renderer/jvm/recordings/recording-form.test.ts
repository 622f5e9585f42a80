import { describe, expect, it } from 'vitest';

import type { RecordingSpace } from '../../../../../preload/contract/index.ts';
import {
  initialRecording,
  maxSizeMib,
  readRecording,
  recordingPath,
} from '../../../../../renderer/jvm/recordings/recording-form.ts';
import { podRef } from '../../debug/pod-detail.ts';

const MIB = 2 ** 20;
const process = { ...podRef, container: 'debugger', pid: 1 };
const space: RecordingSpace = {
  temporaryFolder: '/var/tmp',
  freeBytes: 2 ** 30,
  inMemory: false,
  largestMaxSizeBytes: 400 * MIB,
  suggestedMaxSizeBytes: 100 * MIB,
  takesOptions: true,
};

describe('a recording’s form', () => {
  it('starts with a free name, a file of that name in the JVM’s folder, and a limit that fits', () => {
    const form = initialRecording(['record', 'record-2']);
    expect(form.name).toBe('record-3');
    expect(recordingPath(form, undefined)).toBe('/tmp/record-3.jfr');
    expect(recordingPath(form, space)).toBe('/var/tmp/record-3.jfr');
    expect(recordingPath({ ...form, path: '/var/r.jfr' }, space)).toBe('/var/r.jfr');
    expect(maxSizeMib(form, space)).toBe(100);
    expect(maxSizeMib({ ...form, maxSizeMib: 30 }, space)).toBe(30);
  });

  it('becomes a request', () => {
    const form = { ...initialRecording([]), maxAgeMinutes: 10, durationSeconds: undefined };
    expect(readRecording(process, form, space)).toMatchObject({
      request: { template: 'profile', maxSizeBytes: 100 * MIB, maxAgeSeconds: 600, withEnvironment: false },
    });
    expect(readRecording(process, form, space)).not.toHaveProperty('request.durationSeconds');
  });

  it('takes an own settings file, and asks for it', () => {
    const form = { ...initialRecording([]), template: 'own' as const };
    expect(readRecording(process, form, space)).toHaveProperty('problems.settings');
    const own = { fileName: 'my.jfc', text: '<configuration/>' };
    expect(readRecording(process, { ...form, own }, space)).toMatchObject({ request: { settings: own.text } });
  });

  it.each([
    [{ name: '1' }, 'name'],
    [{ name: 'a b' }, 'name'],
    [{ path: 'tmp/x.jfr' }, 'path'],
    [{ path: '/tmp/a b.jfr' }, 'path'],
    [{ path: '/tmp/"a".jfr' }, 'path'],
    [{ durationSeconds: 0 }, 'durationSeconds'],
    [{ maxSizeMib: 1 }, 'maxSizeBytes'],
  ])('refuses %j, and says at which field', (part, field) => {
    expect(readRecording(process, { ...initialRecording([]), ...part }, space)).toHaveProperty(['problems', field]);
  });
});
