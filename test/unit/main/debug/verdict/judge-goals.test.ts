import { describe, expect, it } from 'vitest';

import type { Pod, PodSpec } from '../../../../../main/kube/index.ts';
import { judgeGoals, type AdmittedProfiles } from '../../../../../main/debug/verdict/judge-goals.ts';
import type { DebugGoal } from '../../../../../preload/contract/debug-wishes.ts';
import type { GoalVerdict } from '../../../../../preload/contract/debug.ts';

const status = { name: 'app', image: '', imageID: '', ready: true, restartCount: 0, state: { running: {} } };
const pod = (spec: Partial<PodSpec> = {}): Pod => ({
  spec: { containers: [{ name: 'app' }], ...spec },
  status: { containerStatuses: [status] },
});
const all: AdmittedProfiles = { restricted: true, baseline: true, general: true };
const baseline: AdmittedProfiles = { ...all, general: false };
const restricted: AdmittedProfiles = { restricted: true, baseline: false, general: false };

function goal(name: DebugGoal, made: Pod, admitted: AdmittedProfiles = all, target = 'app'): GoalVerdict | undefined {
  return judgeGoals({ pod: made, target, admitted }).find((verdict) => verdict.goal === name);
}
const plan = (...args: Parameters<typeof goal>): GoalVerdict['plan'] => goal(...args)?.plan;

describe('judgeGoals', () => {
  const asUser = pod({ securityContext: { runAsUser: 999 } });
  const asRoot = pod({ securityContext: { runAsUser: 0 } });

  it('takes the target’s own user before any capability', () => {
    expect(plan('files', asUser)).toEqual({ profile: 'restricted', runAsUser: 999 });
    expect(plan('jvm', asUser)).toEqual({ profile: 'restricted', runAsUser: 999 });
  });

  it('needs no capability for a target that is root with nothing added', () => {
    expect(plan('files', asRoot)).toEqual({ profile: 'baseline' });
    const more = { name: 'app', securityContext: { runAsUser: 0, capabilities: { add: ['SYS_ADMIN'] } } };
    expect(plan('files', pod({ containers: [more] }))).toEqual({ profile: 'general' });
  });

  it('takes general where the image alone knows the user', () => {
    expect(plan('files', pod())).toEqual({ profile: 'general' });
    expect(goal('files', pod(), baseline)?.answer).toBe('cannot');
  });

  it('asks for root by number where the pod says another user', () => {
    expect(plan('trace', asUser)).toEqual({ profile: 'general', runAsUser: 0 });
    expect(plan('capture', asUser)).toEqual({ profile: 'netadmin', runAsUser: 0 });
  });

  it('traces only with a limit where capabilities are not admitted', () => {
    expect(goal('trace', asUser, restricted)).toMatchObject({ answer: 'limited', plan: { profile: 'restricted' } });
    expect(goal('capture', asUser, restricted)?.answer).toBe('cannot');
  });

  it('never proposes root to a pod that forbids it', () => {
    const strict = pod({ securityContext: { runAsNonRoot: true } });
    expect(plan('processes', strict)).toEqual({ profile: 'restricted', runAsUser: 65_534 });
    expect(goal('files', strict)).toMatchObject({
      answer: 'cannot',
      sentence: expect.stringContaining('runAsNonRoot'),
    });
  });

  it('sees nothing without a running target, unless processes are shared', () => {
    expect(goal('processes', pod(), all, '')?.answer).toBe('cannot');
    expect(goal('processes', pod({ shareProcessNamespace: true }), all, '')?.answer).toBe('can');
    expect(goal('capture', pod(), all, '')?.answer).toBe('can');
  });
});
