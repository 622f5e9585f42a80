import { describe, expect, it } from 'vitest';

import { generateName } from '../../../../main/debug/generate-name.ts';

describe('generateName', () => {
  it('uses kubectl’s letters', () => {
    expect(generateName({}, () => 0)).toBe('debugger-bbbbb');
    expect(generateName({}, () => 0.999_999)).toBe('debugger-99999');
    expect(generateName({}, Math.random)).toMatch(/^debugger-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it('avoids the names that the pod has, of whatever kind', () => {
    const numbers = [0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5];
    const pod = { spec: { containers: [], ephemeralContainers: [{ name: 'debugger-bbbbb' }] } };
    expect(generateName(pod, () => numbers.shift() ?? 0.9)).toBe('debugger-rrrrr');
  });
});
