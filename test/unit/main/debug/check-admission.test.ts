import { describe, expect, it } from 'vitest';

import { checkAdmission } from '../../../../main/debug/check-admission.ts';
import { AppError } from '../../../../preload/contract/errors.ts';

const DENIAL =
  'pods "web" is forbidden: violates PodSecurity "baseline:latest": privileged (container "d" must not set securityContext.privileged=true)';

describe('checkAdmission', () => {
  it('passes what the server took without a word', () => {
    expect(checkAdmission({ accepted: true, warnings: ['something else'] }, 'general').outcome).toBe('passed');
  });

  it('shows a warning of Pod Security word for word', () => {
    const warning = 'would violate PodSecurity "restricted:latest": runAsNonRoot != true';
    const violating = 'violates PodSecurity "restricted:latest": runAsNonRoot != true';
    for (const text of [warning, violating]) {
      expect(checkAdmission({ accepted: true, warnings: [text] }, 'general')).toMatchObject({
        outcome: 'limited',
        fact: text,
      });
    }
  });

  it('names the profile that fits, or that the pod itself does not', () => {
    const error = new AppError('ADMISSION_DENIED', DENIAL, {});
    expect(checkAdmission({ accepted: false, error }, 'sysadmin')).toMatchObject({
      outcome: 'failed',
      sentence: expect.stringContaining('privileged (container "d"'),
      remedy: expect.stringContaining('profile baseline'),
    });
    expect(checkAdmission({ accepted: false, error }, 'baseline').remedy).toContain('whole pod');
  });

  it.each([
    ['UNSUPPORTED', 'failed', 'disabled'],
    ['INVALID', 'failed', 'refuses'],
    ['FORBIDDEN', 'unknown', 'rehearse'],
    ['UNREACHABLE', 'unknown', 'could not be asked'],
  ] as const)('%s', (code, outcome, words) => {
    const error = new AppError(
      code,
      'the server’s words',
      code === 'INVALID' ? { causes: [] } : { feature: '', server: '' },
    );
    expect(checkAdmission({ accepted: false, error }, 'general')).toMatchObject({
      outcome,
      sentence: expect.stringContaining(words),
    });
  });
});
