import { describe, expect, it } from 'vitest';

import { debugCommandLine } from '../../../../main/debug/debug-command-line.ts';
import { DebugRequest } from '../../../../preload/contract/debug.ts';

const wish = { context: 'lab', kubeNamespace: 'web', pod: 'web-0', image: 'busybox', profile: 'general' };
const line = (more: object): string => debugCommandLine(DebugRequest.parse({ ...wish, ...more }));

describe('debugCommandLine', () => {
  it.each([
    [{}, 'debug -it web-0 --image=busybox --profile=general'],
    [{ attach: false }, 'debug -it --attach=false web-0 --image=busybox --profile=general'],
    [{ stdin: false, tty: false, attach: false }, 'debug web-0 --image=busybox --profile=general'],
    [{ stdin: false, tty: false }, 'debug --attach web-0 --image=busybox --profile=general'],
    [
      { name: 'debugger', target: 'web', command: ['sh', '-c', 'echo a'] },
      `debug -it web-0 --image=busybox --container=debugger --target=web --profile=general -- sh -c 'echo a'`,
    ],
    [
      { imagePullPolicy: 'Always', command: ['-x'], argumentsOnly: true, environment: [{ name: 'A', value: 'b,c' }] },
      'debug -it web-0 --image=busybox --profile=general --env=A=b,c --image-pull-policy=Always --arguments-only -- -x',
    ],
    [
      { environment: [{ name: 'A', value: 'x=1,y' }] },
      `debug -it web-0 --image=busybox --profile=general '--env="A=x=1,y"'`,
    ],
  ])('%j', (more, expected) => {
    expect(line(more)).toBe(`kubectl --context lab -n web ${expected}`);
  });
});
