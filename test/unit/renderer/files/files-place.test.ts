import { describe, expect, it } from 'vitest';

import { directoryPath, filesPlace, readFilesPlace, splitPlacePath } from '../../../../renderer/files/files-place.ts';
import { podRef } from '../debug/pod-detail.ts';

describe('the place of files', () => {
  it('reads back what it wrote, whatever the path holds', () => {
    const at = { container: 'debugger', pid: 7, path: '/tmp/a:b ü?#\n' };
    expect(readFilesPlace(podRef, filesPlace(podRef, at).detail)).toEqual(at);
  });

  it.each([
    ['/etc', '/etc'],
    ['/a|b\\\\|c', '/\\x7c\\\\\\\\|d'],
    ['/end\\\\', '/'],
  ])('reads back that %j is compared with %j', (path, otherPath) => {
    const comparedWith = { container: 'debugger', pid: 37, path: otherPath };
    const at = { container: 'other', pid: 1, path, comparedWith };
    expect(readFilesPlace(podRef, filesPlace(podRef, at).detail)).toEqual(at);
  });

  it('takes a comparison with nothing for nothing', () => {
    expect(readFilesPlace(podRef, 'debugger:1:/etc\\|other:x:/')).toBeUndefined();
  });

  it.each([undefined, '', 'debugger', 'debugger:x:/', 'debugger:0:/', 'debugger:1:tmp', 'Bad Name:1:/'])(
    'takes %j for nothing',
    (detail) => {
      expect(readFilesPlace(podRef, detail)).toBeUndefined();
    },
  );

  it('tells a directory from a file in it', () => {
    expect(splitPlacePath('/')).toEqual({ directory: '/' });
    expect(splitPlacePath('/tmp/')).toEqual({ directory: '/tmp' });
    expect(splitPlacePath('/tmp/record.jfr')).toEqual({ directory: '/tmp', file: '/tmp/record.jfr' });
    expect(splitPlacePath('/init')).toEqual({ directory: '/', file: '/init' });
    expect(splitPlacePath(directoryPath('/tmp'))).toEqual({ directory: '/tmp' });
  });
});
