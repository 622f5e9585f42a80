import { expect, it } from 'vitest';

import { mergeContainer } from '../../../../../main/debug/custom/merge-container.ts';

it('merges maps by field and lists by their key, and replaces every other list', () => {
  const container = {
    name: 'debugger',
    args: ['a', 'b'],
    env: [{ name: 'A', value: '1' }, { name: 'B' }],
    securityContext: { privileged: true, capabilities: { add: ['SYS_PTRACE'] } },
  };
  expect(
    mergeContainer(container, {
      args: ['c'],
      env: [{ name: 'B', value: '2' }, { name: 'C' }],
      securityContext: { runAsUser: 0, capabilities: { add: ['NET_RAW'] } },
    }),
  ).toEqual({
    name: 'debugger',
    args: ['c'],
    env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }, { name: 'C' }],
    securityContext: { privileged: true, runAsUser: 0, capabilities: { add: ['NET_RAW'] } },
  });
});

it('changes nothing that it was given', () => {
  const container = Object.freeze({ env: Object.freeze([Object.freeze({ name: 'A' })]) });
  expect(mergeContainer(container, { env: [{ name: 'A', value: '1' }] })).toEqual({ env: [{ name: 'A', value: '1' }] });
  expect(container.env).toEqual([{ name: 'A' }]);
});
