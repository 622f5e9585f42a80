import { describe, expect, it } from 'vitest';

import { attachVerdict } from '../../../../../main/jvm/find/attach-verdict.ts';
import type { InspectedProcess, Standing } from '../../../../../main/jvm/find/parse-inspection.ts';

const SYS_PTRACE = 1n << 19n;
const target: Standing = { state: 'S', uid: 999, gid: 999, innerPid: 1, catchesQuit: true, effectiveCapabilities: 0n };
const root: Standing = { ...target, uid: 0, gid: 0, effectiveCapabilities: SYS_PTRACE };
const jvm: InspectedProcess = {
  pid: 1,
  name: 'java',
  command: ['java', '-jar', 'a.jar'],
  standing: target,
  machine: 'hotspot',
  rootReachable: true,
  tmpWritable: true,
  listening: false,
  attachDisabled: false,
  release: {},
};

const judge = (process: Partial<InspectedProcess>, asker: Standing = root, jcmdMajor: number | undefined = 25) =>
  attachVerdict({ process: { ...jvm, ...process }, asker, jcmdMajor });

describe('attachVerdict', () => {
  it.each([
    ['root with SYS_PTRACE', root],
    ['the same user and group', target],
  ])('lets %s attach', (_who, asker) => {
    expect(judge({}, asker)).toMatchObject({ possible: true, means: 'jcmd' });
  });

  it.each<[string, Partial<InspectedProcess>, Standing]>([
    ['OpenJ9', { machine: 'openj9' }, root],
    ['stopped', { standing: { ...target, state: 'T' } }, root],
    ['DisableAttachMechanism', { command: ['java', '-XX:+DisableAttachMechanism', 'Main'] }, root],
    ['DisableAttachMechanism', { attachDisabled: true }, root],
    ['may not look into', { rootReachable: false }, root],
    ['No HotSpot library', { machine: 'unknown' }, root],
    ['only answers its own user', {}, { ...target, gid: 0 }],
    ['only answers its own user', {}, { ...root, effectiveCapabilities: 0n }],
    ['still starting', { standing: { ...target, catchesQuit: false } }, root],
    ['/tmp', { tmpWritable: false }, root],
  ])('refuses: %s', (words, process, asker) => {
    expect(judge(process, asker)).toMatchObject({
      possible: false,
      sentence: expect.stringContaining(words) as unknown,
    });
  });

  it('needs neither a signal nor /tmp where the JVM is already listening', () => {
    expect(judge({ listening: true, tmpWritable: false, standing: { ...target, catchesQuit: false } }).possible).toBe(
      true,
    );
  });

  it.each([0, 8, 11, 17, 21, 22])('does not run the jcmd of JDK %i', (major) => {
    expect(judge({}, root, major)).toMatchObject({
      possible: false,
      sentence: expect.stringContaining('Nothing was sent') as unknown,
      remedy: expect.stringContaining('eclipse-temurin:25-jdk') as unknown,
    });
  });

  it('says that there is no jcmd', () => {
    const verdict = attachVerdict({ process: jvm, asker: root, jcmdMajor: undefined });
    expect(verdict).toMatchObject({ possible: false, sentence: 'The debug container has no jcmd.' });
    expect(judge({}, root, 23).possible).toBe(true);
  });
});
