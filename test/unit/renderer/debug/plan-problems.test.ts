import { describe, expect, it } from 'vitest';

import { AppError } from '../../../../preload/contract/index.ts';
import { planProblems, refusalProblems } from '../../../../renderer/debug/plan-problems.ts';

describe('planProblems', () => {
  const invalid = (...causes: readonly { readonly field: string; readonly message: string }[]): AppError<'INVALID'> =>
    new AppError('INVALID', causes[0]?.message ?? '', { causes });

  it('puts each sentence at its field, by the form’s own names', () => {
    const error = invalid(
      { field: 'name', message: 'too long' },
      { field: 'keepAliveSeconds', message: 'too short' },
      { field: 'spec.ephemeralContainers[0].name', message: 'the server’s own' },
    );
    expect(planProblems(error)).toEqual({ name: 'too long', limitHours: 'too short' });
    expect(refusalProblems(error.toForm())).toEqual({ name: 'too long', limitHours: 'too short' });
  });

  it('says nothing of any other error', () => {
    expect(planProblems(new AppError('UNREACHABLE', 'away', { server: 'x' }))).toEqual({});
    expect(planProblems(null)).toEqual({});
    expect(refusalProblems(undefined)).toEqual({});
  });
});
