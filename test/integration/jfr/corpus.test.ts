import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import {
  fileSource,
  hotMethods,
  memorySource,
  readRecording,
  streamSource,
  unwrap,
} from '../../../main/jvm/jfr/index.ts';

const files = globSync('../shared/jfr-corpus/*.jfr', { cwd: root }).map((path) => join(root, path));
if (files.length === 0) console.warn('skipped: no recordings in ../shared/jfr-corpus');

describe.skipIf(files.length === 0)('recordings of the corpus', () => {
  it.each(files.map((path) => [basename(path), path]))('reads %s, or says why not', async (_, path) => {
    const source = await unwrap(await fileSource(path));
    const recording = await readRecording(source);
    const methods = await hotMethods(recording);
    await source.close();
    const events = [...recording.counts.values()].reduce((sum, count) => sum + count, 0);
    expect(events > 0 || recording.problems.length > 0).toBe(true);
    const samples = recording.tables.get('jdk.ExecutionSample')?.size ?? 0;
    expect(methods.reduce((sum, method) => sum + method.samples, 0)).toBeLessThanOrEqual(samples);
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
    expect(streamed.counts).toEqual(whole.counts);
    expect(unpacked.counts).toEqual(whole.counts);
    expect(await hotMethods(unpacked)).toEqual(await hotMethods(whole));
  });

  it('reads damaged recordings without failing', async () => {
    const originals = files.map((path) => readFileSync(path)).filter(({ length }) => length < 400_000);
    const damage = fc.array(fc.tuple(fc.nat(400_000), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.nat(originals.length - 1), damage, fc.nat(400_000), async (which, changes, length) => {
        const bytes = Buffer.from(originals[which]!);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const recording = await readRecording(memorySource(length % 3 === 0 ? bytes.subarray(0, length) : bytes));
        await hotMethods(recording);
        await recording.events('jdk.ExecutionSample', 20);
      }),
      { numRuns: 600, interruptAfterTimeLimit: 10_000 },
    );
  });
});
