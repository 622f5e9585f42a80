import { describe, expect, it } from 'vitest';

import { validateRequest } from '../../../../main/debug/validate-request.ts';
import { DebugRequest } from '../../../../preload/contract/debug.ts';

const wish = { context: 'lab', kubeNamespace: 'web', pod: 'web-0', image: 'busybox', profile: 'general' };
const validate = (more: object) => (): void => validateRequest(DebugRequest.parse({ ...wish, ...more }));

describe('validateRequest', () => {
  it('takes what kubectl takes', () => {
    expect(validate({})).not.toThrow();
    expect(validate({ name: 'debugger-1', stdin: true, tty: false })).not.toThrow();
  });

  it.each([
    [{ image: 'Bad Image' }, 'image', 'invalid image name "Bad Image": invalid reference format'],
    [{ stdin: false }, 'tty', '-i/--stdin is required for containers with -t/--tty=true'],
    [{ name: 'Debugger_1' }, 'name', 'must consist of'],
    [{ name: 'x'.repeat(64) }, 'name', 'no more than 63'],
    [{ custom: '{"image":"x"}' }, 'custom', 'not modifiable via custom profile (found: image)'],
    [{ custom: 'ports: [{containerPort: 1}]' }, 'custom', 'may not have ports'],
    [{ keepAliveSeconds: 60, command: ['top'] }, 'command', 'own process waits'],
    [{ environment: [{ name: 'A=B', value: '' }] }, 'environment', 'cannot be the name'],
  ])('%j', (more, field, message) => {
    expect(validate(more)).toThrow(
      expect.objectContaining({
        code: 'INVALID',
        data: { causes: [{ field, message: expect.stringContaining(message) }] },
      }),
    );
  });
});
