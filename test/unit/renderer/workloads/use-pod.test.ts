import { describe, expect, it } from 'vitest';

import type { PodDetail } from '../../../../preload/contract/index.ts';
import { ownerChain } from '../../../../renderer/workloads/pod-header.tsx';
import { reducePod } from '../../../../renderer/workloads/use-pod.ts';
import { container, podDetail } from '../debug/pod-detail.ts';

const detail: PodDetail = podDetail([container('web')]);

describe('reducePod', () => {
  it('keeps the last that was known of a pod that is gone', () => {
    const view = reducePod(reducePod(undefined, { type: 'pod', pod: detail }), {
      type: 'deleted',
      replacement: 'web-2',
    });
    expect(view.detail).toBe(detail);
    expect(view.gone).toEqual({ replacement: 'web-2' });
  });

  it('takes a pod of the same name that came later for a living one', () => {
    const gone = reducePod(undefined, { type: 'deleted' });
    expect(reducePod(gone, { type: 'pod', pod: detail }).gone).toBeUndefined();
  });
});

describe('ownerChain', () => {
  it('begins with what a person made, and does not repeat names', () => {
    const owners = [
      { kind: 'ReplicaSet', name: 'web-7d9' },
      { kind: 'Deployment', name: 'web' },
    ];
    expect(ownerChain(owners)).toBe('Deployment web ▸ ReplicaSet 7d9');
  });
});
