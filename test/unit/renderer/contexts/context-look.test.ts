import { describe, expect, it } from 'vitest';

import { contextInitials, contextLook } from '../../../../renderer/contexts/context-look.ts';

describe('contextInitials', () => {
  it.each([
    ['kube-lab-1', 'L1'],
    ['kube-lab-1-attach-only', '1A'],
    ['kubernetes-admin@shop-eu', 'SE'],
    ['production', 'PR'],
    ['arn:aws:eks:eu-west-1:1234:cluster/payments', 'PA'],
    ['x', 'X'],
    ['---', '?'],
    ['größe_über', 'ÜB'],
  ])('makes of %s %s', (name, initials) => {
    expect(contextInitials(name)).toBe(initials);
  });
});

describe('contextLook', () => {
  it('prefers what the person chose', () => {
    expect(contextLook('a', { contexts: { a: { color: 9, protected: true } } })).toEqual({
      color: 9,
      initials: 'A',
      isProtected: true,
    });
  });

  it('gives neighbours different colours, always the same', () => {
    const colors = ['kube-lab-1', 'kube-lab-2', 'kube-lab-3'].map((name) => contextLook(name, { contexts: {} }).color);
    expect(new Set(colors).size).toBe(3);
    expect(colors).toEqual(
      ['kube-lab-1', 'kube-lab-2', 'kube-lab-3'].map((name) => contextLook(name, { contexts: {} }).color),
    );
  });
});
