import { describe, expect, it } from 'vitest';

import { jumpTarget } from '../../../../renderer/files/jump-target.ts';

describe('jumpTarget', () => {
  it.each([
    ['/etc//hosts', '/etc/hosts'],
    [' /proc/1/root/tmp/a.jfr ', '/tmp/a.jfr'],
    ['/proc/1/root', '/'],
    ['log/app.log:42', '/var/log/app.log'],
    ['../lib/./x', '/lib/x'],
    ['/../../etc', '/etc'],
    ['/proc/12/status', '/proc/12/status'],
    ['  ', undefined],
  ])('%s leads to %s', (typed, path) => {
    expect(jumpTarget(typed, '/var')).toBe(path);
  });
});
