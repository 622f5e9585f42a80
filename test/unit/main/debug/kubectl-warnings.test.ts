import { describe, expect, it } from 'vitest';

import { kubectlWarnings } from '../../../../main/debug/kubectl-warnings.ts';
import { DebugRequest } from '../../../../preload/contract/debug.ts';

const request = DebugRequest.parse({
  context: 'c',
  kubeNamespace: 'n',
  pod: 'p',
  image: 'busybox',
  profile: 'general',
});
const podOf = (runAsUser?: number): object => ({
  spec: { containers: [], ...(runAsUser === undefined ? {} : { securityContext: { runAsUser } }) },
});
const container = (securityContext?: object): { name: string } => ({
  name: 'd',
  ...(securityContext && { securityContext }),
});
const traced = { capabilities: { add: ['SYS_PTRACE'] } };

describe('kubectlWarnings', () => {
  it.each([
    [999, traced, 1],
    [999, { privileged: true }, 1],
    [999, { ...traced, runAsUser: 0 }, 0],
    [999, { privileged: false }, 0],
    [999, undefined, 0],
    [0, traced, 0],
    [undefined, traced, 0],
  ])('pod user %s, container %j: %i', (user, securityContext, count) => {
    expect(kubectlWarnings(podOf(user), container(securityContext), request)).toHaveLength(count);
  });

  it('says that legacy is going', () => {
    const [warning] = kubectlWarnings(podOf(), container(), { ...request, profile: 'legacy' });
    expect(warning).toMatch(/^--profile=legacy is deprecated/);
  });
});
