import { describe, expect, it } from 'vitest';

import { attachVerdict } from '../../../../../main/jvm/find/attach-verdict.ts';
import type { AttachFacts } from '../../../../../main/jvm/find/inspect-jvm.ts';

const FACTS: AttachFacts = {
  kind: 'hotspot',
  uid: 999,
  gid: 999,
  ownUid: 0,
  state: 'S',
  catchesQuit: true,
  tmp: 'writable',
  tmpFreeBytes: 2 ** 30,
  tmpInMemory: false,
  socket: 'none',
};
const verdict = (facts: Partial<AttachFacts>) => attachVerdict({ facts: { ...FACTS, ...facts }, uid: 999, gid: 999 });

describe('whether a JVM can be attached to', () => {
  it('is said of one that nobody has spoken with, and of one that listens', () => {
    expect(verdict({})).toMatchObject({
      possible: true,
      sentence: expect.stringContaining('makes it listen') as unknown,
    });
    expect(verdict({ socket: 'listening' }).possible).toBe(true);
    expect(verdict({}).checks.every(({ result }) => result === 'good')).toBe(true);
  });

  it.each([
    ['an OpenJ9 JVM', { kind: 'openj9' }, /OpenJ9/],
    ['a native image', { kind: 'nativeImage' }, /GraalVM/],
    ['another program', { kind: 'none' }, /not a JVM/],
    ['a stopped process', { state: 'T' }, /SIGSTOP/],
    ['one under a debugger', { state: 't', socket: 'listening' }, /SIGSTOP/],
    ['one that forbids it', { disabledBy: 'environment' }, /DisableAttachMechanism.*environment/],
    ['a planted socket', { socket: 'foreign' }, /Something else/],
    ['one that does not catch the signal', { catchesQuit: false }, /signal would end it/],
    ['a read-only /tmp', { tmp: 'read-only' }, /read-only/],
    ['a /tmp of others', { tmp: 'not-writable' }, /may not write/],
    ['no /tmp', { tmp: 'missing' }, /not there/],
    ['a full /tmp', { tmpFreeBytes: 0 }, /full/],
  ] as const)('is denied for %s', (_what, facts, sentence) => {
    const said = verdict(facts);
    expect(said.possible).toBe(false);
    expect(said.sentence).toMatch(sentence);
  });

  it.each([
    ['does not catch the signal', { catchesQuit: false }],
    ['has a read-only /tmp', { tmp: 'read-only' }],
    ['has a full /tmp', { tmpFreeBytes: 0 }],
  ] as const)('needs nothing more of a JVM that listens, though it %s', (_what, facts) => {
    expect(verdict({ ...facts, socket: 'listening' }).possible).toBe(true);
  });

  it('names the user that would be needed', () => {
    const said = attachVerdict({ facts: 'refused', uid: 999, gid: 998 });
    expect(said).toMatchObject({
      possible: false,
      remedy: expect.stringContaining('user 999 and group 998') as unknown,
    });
    expect(said.checks).toMatchObject([{ title: 'User', result: 'bad' }]);
  });
});
