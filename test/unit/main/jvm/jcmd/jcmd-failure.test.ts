import { describe, expect, it } from 'vitest';

import { findFailure } from '../../../../../main/jvm/jcmd/jcmd-failure.ts';

describe('findFailure', () => {
  it.each([
    ['Could not stop recording "zz".', 0, 'JCMD_FAILED', 'ended'],
    ['Could not start recording, not able to write to file /nodir/x.jfr. /nodir/x.jfr', 0, 'JCMD_FAILED', 'folder'],
    ["Could not parse settings file 'nix'", 0, 'JCMD_FAILED', 'default or profile'],
    ['Module jdk.jfr not found. Flight Recorder can not be enabled.', 0, 'JCMD_FAILED', 'without flight recordings'],
    ['Dump failed. Could not copy recording data.', 0, 'JCMD_FAILED', 'another folder'],
    ['Dump file is incomplete: No space left on device', 0, 'RECORDING_LIMIT', 'full'],
    ['java.lang.IllegalArgumentException: Unknown diagnostic command', 1, 'JCMD_FAILED', 'does not know'],
    [
      'com.sun.tools.attach.AttachNotSupportedException: Unable to open socket file /tmp/.java_pid1: … 10500ms',
      1,
      'ATTACH_REFUSED',
      'thread dump',
    ],
    ['java.io.IOException: Operation not permitted', 1, 'ATTACH_REFUSED', 'user'],
    ['The VM does not support the attach mechanism', 1, 'ATTACH_REFUSED', 'restart'],
    ['', 127, 'JCMD_FAILED', 'without a word'],
    ['something new', 1, 'JCMD_FAILED', 'something new'],
  ])('%s (%i)', (output, exitCode, code, words) => {
    expect(findFailure(`1:\n${output}\n\tat java.base/x`.replace(/^1:\n$/, ''), exitCode)?.code).toBe(code);
    expect(findFailure(output, exitCode)?.message).toContain(words);
  });

  it.each([
    'Started recording 1. The result will be written to:\n\n/tmp/a.jfr',
    'Stopped recording "b".',
    'Recording 1: name=Could-not-start (running)',
    'No available recordings.',
    `${'fact\n'.repeat(20)}java.io.IOException: No space left on device`,
    '',
  ])('lets an answer be one: %j', (output) => {
    expect(findFailure(output, 0)).toBeUndefined();
  });
});
