import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import {
  callTree,
  fileSource,
  hotMethods,
  memorySource,
  overview,
  readRecording,
  streamSource,
  unwrap,
  type Recording,
} from '../../../main/jvm/jfr/index.ts';

const files = globSync('../shared/jfr-corpus/*.jfr', { cwd: root }).map((path) => join(root, path));
if (files.length === 0) console.warn('skipped: no recordings in ../shared/jfr-corpus');

const methodsOf = (recording: Recording): ReturnType<typeof hotMethods> =>
  hotMethods(recording, { of: 'cpu', count: false, limit: 5000 });
const treeOf = (recording: Recording): ReturnType<typeof callTree> =>
  callTree(recording, { of: 'cpu', count: false, group: 'thread', lines: true, nodes: 10_000 });

describe.skipIf(files.length === 0)('recordings of the corpus', () => {
  it.each(files.map((path) => [basename(path), path]))('reads %s, or says why not', async (_, path) => {
    const source = await unwrap(await fileSource(path));
    const recording = await readRecording(source);
    const { methods, total } = await methodsOf(recording);
    const { tree } = await treeOf(recording);
    const { sources } = overview(recording, basename(path));
    await source.close();
    expect(recording.events > 0 || recording.problems.length > 0).toBe(true);
    expect(sources.find(({ of }) => of === 'cpu')?.weight ?? 0).toBe(total);
    expect(methods.reduce((sum, { self }) => sum + self, 0)).toBeLessThanOrEqual(total);
    expect(tree.self.reduce((sum, self) => sum + self, 0)).toBe(total);
  });

  it('reads the same from a file, a stream and an archive', async () => {
    const bytes = readFileSync(files.find((path) => path.includes('multichunk'))!);
    async function* parts(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000));
    }
    const whole = await readRecording(memorySource(bytes));
    expect(whole.chunks.length).toBeGreaterThan(1);
    const streamed = await readRecording(streamSource(parts));
    const unpacked = await readRecording(await unwrap(memorySource(gzipSync(bytes))));
    expect(streamed.tallies).toEqual(whole.tallies);
    expect(unpacked.tallies).toEqual(whole.tallies);
    expect(await methodsOf(unpacked)).toEqual(await methodsOf(whole));
  });
});
