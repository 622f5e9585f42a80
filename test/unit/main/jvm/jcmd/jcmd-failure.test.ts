import { describe, expect, it } from 'vitest';

import { findFailure } from '../../../../../main/jvm/jcmd/jcmd-failure.ts';

describe('findFailure', () => {
  it.each([
    ['Could not stop recording "zz".', 0, 'JCMD_FAILED', 'ended'],
    ['Could not start recording, not able to write to file /nodir/x.jfr. /nodir/x.jfr', 0, 'JCMD_FAILED', 'folder'],
    ["Could not parse settings file 'nix'", 0, 'JCMD_FAILED', 'template'],
    ['Module jdk.jfr not found. Flight Recorder can not be enabled.', 0, 'JCMD_FAILED', 'without flight recordings'],
    ['Dump failed. Could not copy recording data.', 0, 'JCMD_FAILED', 'another folder'],
    ['Dump file is incomplete: No space left on device', 0, 'RECORDING_LIMIT', 'full'],
    ['java.lang.IllegalArgumentException: Unknown diagnostic command', 1, 'JCMD_FAILED', 'does not have'],
    ['Unable to create /tmp/h.hprof: File exists', 0, 'JCMD_FAILED', 'another name'],
    ['Unable to create /x/h.hprof: No such file or directory', 0, 'JCMD_FAILED', 'folder'],
    ['Native memory tracking is not enabled', 0, 'JCMD_FAILED', 'NativeMemoryTracking'],
    ["Can't create Flight Recorder. /nodir", 0, 'JCMD_FAILED', 'repositorypath'],
    ['No recordings to dump from.', 0, 'JCMD_FAILED', 'Refresh'],
    ["Name of recording can't be numeric", 0, 'JCMD_FAILED', 'another value'],
    ['', 127, 'JCMD_FAILED', 'without a word'],
    ['something new', 1, 'JCMD_FAILED', 'something new'],
  ])('%s (%i)', (output, exitCode, code, words) => {
    expect(findFailure(`1:\n${output}\n\tat java.base/x`.replace(/^1:\n$/, ''), exitCode !== 0)?.code).toBe(code);
    expect(findFailure(output, exitCode !== 0)?.message).toContain(words);
  });

  it.each([
    'Started recording 1. The result will be written to:\n\n/tmp/a.jfr',
    'Stopped recording "b".',
    'Recording 1: name=Could-not-start (running)',
    'No available recordings.',
    `${'fact\n'.repeat(20)}java.io.IOException: No space left on device`,
    '',
  ])('lets an answer be one: %j', (output) => {
    expect(findFailure(output, false)).toBeUndefined();
  });
});
