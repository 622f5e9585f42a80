import { describe, expect, it } from 'vitest';

import { backOffDelay, crashLoopBackOff, imagePullBackOff } from '../../../../../main/practice/kubelet/back-off.ts';

const pod = { metadata: { name: 'web', namespace: 'shop', uid: 'u-1' } };

describe('the back-off of a kubelet', () => {
  it('doubles up to five minutes', () => {
    expect([0, 1, 4, 5, 50].map((attempt) => backOffDelay(10_000, attempt))).toEqual([
      10_000, 20_000, 160_000, 300_000, 300_000,
    ]);
  });

  it('tells of a crash loop in the words of a kubelet', () => {
    expect(crashLoopBackOff(pod, 'app', 20_000)).toEqual({
      event: 'Back-off restarting failed container app in pod web_shop(u-1)',
      waiting: {
        reason: 'CrashLoopBackOff',
        message: 'back-off 20s restarting failed container=app pod web_shop(u-1)',
      },
    });
    expect(crashLoopBackOff(pod, 'app', 80_000).waiting.message).toContain('back-off 1m20s ');
  });

  it('tells of an image that is not there', () => {
    expect(imagePullBackOff('shop/web:1', 'not found')).toEqual({
      event: 'Back-off pulling image "shop/web:1"',
      waiting: {
        reason: 'ImagePullBackOff',
        message: 'Back-off pulling image "shop/web:1": ErrImagePull: not found',
      },
    });
  });
});
