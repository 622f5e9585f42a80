import { describe, expect, it } from 'vitest';

import { joinPath, modeText, parentPath, pathSteps } from '../../../../renderer/files/file-words.ts';

describe('modeText', () => {
  it.each([
    ['file', 0o644, '-rw-r--r--'],
    ['directory', 0o1777, 'drwxrwxrwt'],
    ['file', 0o4755, '-rwsr-xr-x'],
    ['file', 0o2644, '-rw-r-Sr--'],
    ['link', 0o777, 'lrwxrwxrwx'],
    ['socket', 0, 's---------'],
  ] as const)('writes %s %o as ls does', (type, mode, text) => {
    expect(modeText({ type, mode })).toBe(text);
  });
});

describe('paths', () => {
  it('join and part at the root too', () => {
    expect(joinPath('/', 'etc')).toBe('/etc');
    expect(joinPath('/var', 'log')).toBe('/var/log');
    expect(parentPath('/etc')).toBe('/');
    expect(parentPath('/var/log')).toBe('/var');
    expect(pathSteps('/var/log').map(({ path }) => path)).toEqual(['/', '/var', '/var/log']);
    expect(pathSteps('/')).toEqual([{ name: '/', path: '/' }]);
  });
});
