import { describe, expect, it } from 'vitest';

import { recordingHead } from '../../../../renderer/files/recording-head.ts';

describe('recordingHead', () => {
  const header = Buffer.alloc(68);
  header.write('FLR\0', 'latin1');
  header.writeUInt16BE(2, 4);
  header.writeUInt16BE(1, 6);
  header.writeBigInt64BE(5_000n, 8);
  header.writeBigInt64BE(100n, 16);
  header.writeBigInt64BE(BigInt(Date.parse('2026-11-26T01:00:00Z')) * 1_000_000n, 32);
  header.writeBigInt64BE(90_500_000_000n, 40);

  it('tells version, time and length of the first chunk', () => {
    expect(recordingHead(header)).toEqual({
      version: '2.1',
      chunkBytes: 5_000,
      startedAt: '2026-11-26T01:00:00.000Z',
      seconds: 90.5,
      isOpen: false,
    });
  });

  it('knows one that is still being written, and what is none', () => {
    const open = Buffer.from(header);
    open.writeBigInt64BE(0n, 8);
    expect(recordingHead(open)?.isOpen).toBe(true);
    expect(recordingHead(header.subarray(0, 60))).toBeUndefined();
    expect(recordingHead(Buffer.alloc(68))).toBeUndefined();
  });
});
