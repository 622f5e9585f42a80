import { describe, expect, it } from 'vitest';

import type { ManifestChange } from '../../../../../preload/contract/index.ts';
import { planObstacle, planSummary } from '../../../../../renderer/workloads/manifest/change-words.ts';
import { excerpt } from '../../../../../renderer/workloads/manifest/excerpt.ts';

const change = (action: ManifestChange['action'], isRefused = false): ManifestChange => ({
  apiVersion: 'v1',
  kind: 'Pod',
  name: 'web',
  action,
  before: '',
  after: '',
  warnings: [],
  ...(isRefused ? { problem: { code: 'CONFLICT', message: 'no', data: {} } } : {}),
});

describe('planSummary', () => {
  it('counts what would happen, refusals apart', () => {
    const changes = [change('create'), change('create'), change('unchanged'), change('configure', true)];
    expect(planSummary(changes)).toBe('2 to create, 1 unchanged, 1 refused');
  });
});

describe('planObstacle', () => {
  it('has nothing to do when all is as the manifest says', () => {
    expect(planObstacle([change('unchanged'), change('absent')])).toBe('There is nothing to do.');
  });

  it('lets a change through', () => {
    expect(planObstacle([change('unchanged'), change('delete')])).toBeUndefined();
  });
});

describe('excerpt', () => {
  const text = ['one', 'two', 'three', 'four', 'five'].join('\n');

  it('shows two lines on either side', () => {
    expect(excerpt(text, 3).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    [0, 1],
    [99, 5],
  ])('takes line %i, which is not there, for %i', (line, meant) => {
    expect(excerpt(text, line).find(({ isMeant }) => isMeant)?.number).toBe(meant);
  });

  it('cuts a line that never ends', () => {
    expect(excerpt('x'.repeat(1_000_000), 1)[0]!.text).toHaveLength(201);
  });
});
