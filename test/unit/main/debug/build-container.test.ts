import { describe, expect, it } from 'vitest';

import { buildContainer } from '../../../../main/debug/build-container.ts';
import { DebugRequest } from '../../../../preload/contract/debug.ts';

const wish = { context: 'lab', kubeNamespace: 'default', pod: 'web', image: 'busybox', profile: 'legacy' };
const build = (more: object): object =>
  buildContainer({ ...DebugRequest.parse({ ...wish, ...more }), name: 'debugger' });

describe('buildContainer', () => {
  it('sets no more than kubectl -it does', () => {
    expect(build({})).toEqual({
      name: 'debugger',
      image: 'busybox',
      stdin: true,
      tty: true,
      terminationMessagePolicy: 'File',
    });
  });

  it('takes everything that may be wished', () => {
    const more = {
      target: 'web',
      command: ['sleep', '1'],
      environment: [{ name: 'A', value: '' }],
      imagePullPolicy: 'Never',
      stdin: false,
      tty: false,
    };
    expect(build(more)).toEqual({
      name: 'debugger',
      image: 'busybox',
      command: ['sleep', '1'],
      env: [{ name: 'A', value: '' }],
      imagePullPolicy: 'Never',
      targetContainerName: 'web',
      terminationMessagePolicy: 'File',
    });
    expect(build({ command: ['-x'], argumentsOnly: true })).toMatchObject({ args: ['-x'] });
  });
});
