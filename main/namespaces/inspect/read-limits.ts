import type { ProcessLimit } from '../../../preload/contract/namespaces.ts';

/** Columns of /proc/PID/limits: the kernel pads each to its width. */
const LINE = /^(Max [a-z -]+?) {2,}(unlimited|\d+) +(unlimited|\d+) *([a-z]*) *$/;

export function readLimits(bytes: Uint8Array): readonly ProcessLimit[] {
  return Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const [, name, soft = '', hard = '', unit = ''] = LINE.exec(line) ?? [];
      return name === undefined ? [] : [{ name: name.replace(/^Max /, ''), soft, hard, unit }];
    });
}
