import { describe, expect, it } from 'vitest';

import { WideKeys } from '../../../../../../main/jvm/jfr/bytes/wide-keys.ts';
import { HEADER_BYTES } from '../../../../../../main/jvm/jfr/format/chunk-header.ts';
import { type EventFrames, frameEvents, FURTHER_TYPES } from '../../../../../../main/jvm/jfr/format/event-frames.ts';
import { LIMITS } from '../../../../../../main/jvm/jfr/limits.ts';
import { ChunkMemory } from '../../../../../../main/jvm/jfr/reader/chunk-memory.ts';

function long(value: bigint): readonly number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; bytes.length < 8 && rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

/** Of a chunk of events that are nothing but their size and these types. */
function framesOf(types: readonly bigint[]): EventFrames {
  const events = types.map(long).flatMap((type) => [type.length + 1, ...type]);
  const memory = new ChunkMemory();
  memory.hold(Uint8Array.from([...Array.from({ length: HEADER_BYTES }, () => 0), ...events]));
  return frameEvents(memory, new WideKeys());
}

describe('frameEvents', () => {
  it('tells types apart whose ids need more than 31 bits', () => {
    const frames = framesOf([101n, 2n ** 31n, 2n ** 31n + 1n, 2n ** 60n, 2n ** 31n, -5n, 2n ** 60n]);
    expect(frames.broken).toBeUndefined();
    expect([...frames.tallies.values()].map(({ count }) => count).sort()).toEqual([1, 1, 1, 2, 2]);
    expect(frames.tallies.get(2 ** 31)).toEqual({ count: 2, bytes: 12 });
    expect(frames.placesOf([2 ** 31]).get(2 ** 31)).toEqual([HEADER_BYTES + 2, HEADER_BYTES + 24]);
    expect([...frames.events()].map(({ type }) => type).slice(0, 3)).toEqual([101, 2 ** 31, 2 ** 31 + 1]);
  });

  it('counts types together that are more than anybody has', () => {
    const types = Array.from({ length: LIMITS.largeTypeIds + 100 }, (_, index) => BigInt(2 ** 31 + index));
    const { tallies } = framesOf(types);
    expect(tallies.size).toBeLessThanOrEqual(LIMITS.largeTypeIds + 2);
    expect(tallies.get(FURTHER_TYPES)?.count).toBeGreaterThan(90);
  });
});
