import { describe, expect, it } from 'vitest';

import { wereReleased } from '../../../../main/streams/released-buffers.ts';

const CHUNK = 16 * 1024;
const MEBIBYTE = 1024 * 1024;

describe('wereReleased', () => {
  it('bounds what buffers hold that are no longer needed', () => {
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    for (let bytes = 0; bytes < 64 * MEBIBYTE; bytes += CHUNK) {
      wereReleased(Buffer.alloc(CHUNK).length);
      if (bytes % MEBIBYTE === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(most).toBeLessThan(12 * MEBIBYTE);
  });
});
