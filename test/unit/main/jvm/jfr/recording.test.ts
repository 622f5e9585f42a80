import { describe, expect, it } from 'vitest';

import { callTree } from '../../../../../main/jvm/jfr/answers/call-tree.ts';
import { hotMethods } from '../../../../../main/jvm/jfr/answers/hot-methods.ts';
import { overview } from '../../../../../main/jvm/jfr/answers/overview.ts';
import { weights } from '../../../../../main/jvm/jfr/answers/weights.ts';
import { collapsedStacks } from '../../../../../main/jvm/jfr/command/collapsed-stacks.ts';
import { printEvents } from '../../../../../main/jvm/jfr/print/print-events.ts';
import { readRecording, type Recording } from '../../../../../main/jvm/jfr/recording.ts';
import { memorySource } from '../../../../../main/jvm/jfr/source/memory-source.ts';
import { writeChunk, type WrittenChunk } from '../../../../support/jfr-writer.ts';

const CHUNK: WrittenChunk = {
  stacks: [
    ['Main.run', 'Main.work', 'Main.leaf'],
    ['Main.run', 'Main.idle'],
    ['Main.run', 'Main.work', 'Main.work', 'Main.leaf'],
  ],
  events: [
    { type: 'sample', at: 10, stack: 1 },
    { type: 'sample', at: 20, stack: 1 },
    { type: 'sample', at: 30, stack: 2 },
    { type: 'sample', at: 40, stack: 3 },
    { type: 'sample', at: 50, stack: 0 },
    { type: 'sleep', at: 60, duration: 5_000_000, stack: 2 },
    { type: 'allocation', at: 70, className: 'java.lang.String', weight: 1_000, stack: 1 },
    { type: 'allocation', at: 80, className: '[B', weight: 2 ** 40, stack: 1 },
  ],
};
const CPU = { of: 'cpu', count: false } as const;

const read = (...parts: readonly Uint8Array[]): Promise<Recording> => readRecording(memorySource(Buffer.concat(parts)));
const countOf = ({ tallies }: Recording, event: string): number => tallies.get(event)?.count ?? 0;

describe('readRecording', () => {
  it('counts, names and adds up what was written', async () => {
    const recording = await read(writeChunk(CHUNK));
    expect(recording.problems).toEqual([]);
    expect(countOf(recording, 'jdk.ExecutionSample')).toBe(5);
    const { methods, total } = await hotMethods(recording, { ...CPU, limit: 10 });
    expect(total).toBe(5);
    expect(methods.map(({ method, self, total: all }) => [method, self, all])).toEqual([
      ['leaf', 3, 3],
      ['idle', 1, 1],
      ['run', 0, 4],
      ['work', 0, 3],
    ]);
    const { tree } = await callTree(recording, { ...CPU, group: 'thread', lines: false, nodes: 100 });
    expect(collapsedStacks(tree)).toEqual([
      'main 1',
      'main;Main.run;Main.idle 1',
      'main;Main.run;Main.work;Main.leaf 2',
      'main;Main.run;Main.work;Main.work;Main.leaf 1',
    ]);
    const allocation = await weights(recording, { of: 'allocation', by: 'class', count: false, limit: 10 });
    expect(allocation.rows.map(({ label, weight }) => [label, weight])).toEqual([
      ['byte[]', 2 ** 40],
      ['java.lang.String', 1_000],
    ]);
  });

  it('counts only what lies in the scope', async () => {
    const recording = await read(writeChunk(CHUNK));
    const part = await hotMethods(recording, { ...CPU, from: 15 / 1e6, to: 35 / 1e6, limit: 10 });
    expect(part.total).toBe(2);
    expect((await hotMethods(recording, { ...CPU, threads: [], limit: 10 })).total).toBe(0);
  });

  it('keeps to the node limit of a tree without losing weight', async () => {
    const recording = await read(writeChunk(CHUNK));
    const { tree, opened } = await callTree(recording, { ...CPU, group: 'none', lines: false, nodes: 3 });
    expect(opened).toMatchObject({ nodes: 3, omitted: 4, total: 5 });
    expect(tree.self.reduce((sum, self) => sum + self, 0)).toBe(5);
  });

  it('is exact where doubles are not', async () => {
    const startTicks = 2n ** 62n + 12_345n;
    const forever = 2n ** 63n - 1n;
    const events = [{ type: 'sleep', at: 3, duration: forever, stack: 0 }] as const;
    const recording = await read(writeChunk({ ...CHUNK, startTicks, events }));
    const printed = [];
    for await (const event of printEvents(recording)) printed.push(event);
    expect(printed).toEqual([
      {
        type: 'jdk.ThreadSleep',
        values: {
          startTime: '2023-11-14T22:13:20.000000003Z',
          duration: 'PT2562047788015215H30M7.999999999S',
          eventThread: { osName: 'main', osThreadId: 4321, javaName: 'main', javaThreadId: 1 },
          stackTrace: null,
        },
      },
    ]);
  });

  it('makes methods and threads of several chunks the same', async () => {
    const later = writeChunk({ ...CHUNK, startNanos: 1_700_000_001_000_000_000n, stacks: [...CHUNK.stacks].reverse() });
    const recording = await read(writeChunk(CHUNK), later);
    expect(recording.chunks).toHaveLength(2);
    expect(recording.names.threads).toHaveLength(1);
    expect((await hotMethods(recording, { ...CPU, limit: 10 })).methods[0]).toMatchObject({ method: 'leaf', self: 6 });
  });
});

describe('readRecording of what others refuse', () => {
  it('reads a chunk that is still being written, as far as it is flushed', async () => {
    const flushed = writeChunk({ ...CHUNK, state: 3 });
    const recording = await read(flushed, Uint8Array.of(0x99, 0x01, 0x02));
    expect(countOf(recording, 'jdk.ExecutionSample')).toBe(5);
    expect(overview(recording, 'live.jfr').index.state).toBe('growing');
  });

  it('reads a chunk whose header was just being rewritten', async () => {
    const recording = await read(writeChunk({ ...CHUNK, state: 255 }));
    expect(countOf(recording, 'jdk.ExecutionSample')).toBe(5);
  });

  it('says that nothing has been flushed', async () => {
    const recording = await read(writeChunk({ ...CHUNK, state: 1, size: 68 }).subarray(0, 68));
    expect(recording.chunks).toEqual([]);
    expect(recording.problems).toEqual([{ offset: 0, reason: 'nothing has been flushed to this chunk yet' }]);
  });

  it('says what an old format or an unknown one is', async () => {
    expect((await read(writeChunk({ ...CHUNK, major: 0 }))).problems[0]?.reason).toContain('Oracle JDK 7 or 8');
    expect((await read(writeChunk({ ...CHUNK, major: 3 }))).problems[0]?.reason).toContain('not known');
    expect((await read(writeChunk({ ...CHUNK, flags: 0 }))).problems[0]?.reason).toContain('not compressed');
    expect((await read(new Uint8Array(0))).chunks).toEqual([]);
  });

  it('skips what lies between chunks, and names it', async () => {
    const recording = await read(
      new Uint8Array(500).fill(7),
      writeChunk(CHUNK),
      new Uint8Array(300),
      writeChunk(CHUNK),
    );
    expect(countOf(recording, 'jdk.ExecutionSample')).toBe(10);
    expect(recording.problems.map(({ offset }) => offset)).toEqual([0, 500 + writeChunk(CHUNK).length]);
  });

  it('steps over an event that contradicts its type, and over a type that is unknown', async () => {
    const raw = (typeId: number): WrittenChunk['events'][number] => ({ type: 'raw', typeId, bytes: Uint8Array.of(1) });
    const recording = await read(writeChunk({ ...CHUNK, events: [raw(101), raw(9999), ...CHUNK.events] }));
    expect((await hotMethods(recording, { ...CPU, limit: 10 })).total).toBe(5);
    expect(recording.problems).toEqual([{ offset: 0, reason: '1 events contradict their type' }]);
  });

  it('reads all that lies before a cut, wherever that is', async () => {
    const first = writeChunk(CHUNK);
    const bytes = Buffer.concat([first, writeChunk({ ...CHUNK, startNanos: 1_700_000_001_000_000_000n })]);
    const whole = await read(bytes);
    const samples = whole.tables.get('jdk.ExecutionSample')!.column('time');
    const methods = new Set((await hotMethods(whole, { ...CPU, limit: 10 })).methods.map(({ method }) => method));
    // Every fifth place: all of them take a while on a busy machine.
    for (let cut = 1; cut < bytes.length; cut += 5) {
      const recording = await read(bytes.subarray(0, cut));
      const found = recording.tables.get('jdk.ExecutionSample')!.column('time');
      expect([...found]).toEqual([...samples.subarray(0, found.length)]);
      if (cut >= first.length) expect(found.length).toBeGreaterThanOrEqual(5);
      if (cut !== first.length) expect(recording.problems).not.toEqual([]);
      const some = await hotMethods(recording, { ...CPU, limit: 10 });
      expect(some.methods.every(({ method }) => methods.has(method) || method === '')).toBe(true);
    }
  });
});
