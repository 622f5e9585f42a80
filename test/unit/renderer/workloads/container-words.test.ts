import { describe, expect, it } from 'vitest';

import { resourceWords, securityWords, stateWords } from '../../../../renderer/workloads/container-words.ts';

const nothing = { capabilitiesAdded: [], capabilitiesDropped: [] };

describe('stateWords', () => {
  it('takes an init container’s exit 0 for good, a server’s for unknown', () => {
    const ended = { state: 'terminated', exitCode: 0, reason: 'Completed' } as const;
    expect(stateWords(ended, 'ends')).toEqual({ state: 'good', words: 'Ended: exit code 0' });
    expect(stateWords(ended, 'runs').state).toBe('unknown');
  });

  it('makes nothing of the code that a person’s shell ended with', () => {
    expect(stateWords({ state: 'terminated', exitCode: 130, reason: 'Error' }, 'visits').state).toBe('unknown');
    expect(stateWords({ state: 'terminated', exitCode: 128, reason: 'StartError' }, 'visits').state).toBe('bad');
  });

  it('names the signal behind an exit code and keeps the reason', () => {
    expect(stateWords({ state: 'terminated', exitCode: 137, reason: 'OOMKilled' }, 'runs')).toEqual({
      state: 'bad',
      words: 'Ended: OOMKilled: exit code 137, signal 9 (SIGKILL)',
    });
  });

  it('tells waiting that passes from waiting that needs someone', () => {
    expect(stateWords({ state: 'waiting', reason: 'ContainerCreating' }, 'runs').state).toBe('waiting');
    expect(stateWords({ state: 'waiting', reason: 'ImagePullBackOff', message: 'no such image' }, 'runs')).toEqual({
      state: 'bad',
      words: 'Waiting: ImagePullBackOff',
      message: 'no such image',
    });
  });
});

describe('securityWords', () => {
  it('says that the image decides where the spec does not', () => {
    expect(securityWords(nothing)).toEqual(['runs as the image’s user']);
  });

  it('puts privileged first', () => {
    const words = securityWords({ ...nothing, privileged: true, runAsUser: 0, capabilitiesAdded: ['SYS_PTRACE'] });
    expect(words).toEqual(['privileged: may do what root of the node may', 'runs as user 0 (root)', 'adds SYS_PTRACE']);
  });
});

describe('resourceWords', () => {
  it.each([
    [{}, {}, 'none asked for, no limits'],
    [{ cpu: '100m' }, {}, 'asks for 100m CPU; no limits'],
    [{ memory: '1Gi' }, { memory: '1Gi' }, 'at most 1Gi memory'],
    [{ cpu: '1' }, { cpu: '2', memory: '1Gi' }, 'asks for 1 CPU; at most 2 CPU, 1Gi memory'],
  ])('reads %o and %o', (requests, limits, words) => {
    expect(resourceWords({ requests, limits })).toBe(words);
  });
});
