import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { decodeCallTree, type RecordingState } from '../../../preload/contract/index.ts';
import { writeChunk } from '../../support/jfr-writer.ts';
import { startCore, type RunningCore } from '../../support/running-core.ts';

const original = join(root, '../shared/jfr-corpus/openjdk_jmc__jdk21.jfr');
if (!existsSync(original)) console.warn('skipped: no recordings in ../shared/jfr-corpus');

describe.skipIf(!existsSync(original))('recordings behind the contract', () => {
  let core: RunningCore;
  let path: string;

  beforeAll(async () => {
    core = await startCore([]);
    path = join(core.folder, 'run.jfr');
    copyFileSync(original, path);
  });
  afterAll(() => core.dispose());

  async function open(): Promise<string> {
    return (await core.api.recordings.open({ from: 'path', path })).recording;
  }

  async function states(recording: string): Promise<readonly RecordingState[]> {
    const seen: RecordingState[] = [];
    for await (const state of core.api.recordings.watch({ recording })) seen.push(state);
    return seen;
  }

  it('reads a file and answers', async () => {
    const recording = await open();
    const last = (await states(recording)).at(-1)!;
    expect(last).toMatchObject({ phase: 'ready', doneBytes: statSync(path).size });
    expect(last.index).toMatchObject({ fileName: 'run.jfr', state: 'whole', problems: [] });

    const overview = await core.api.recordings.overview({ recording });
    expect(overview.complete).toBe(true);
    expect(overview.sources.map(({ of }) => of)).toContain('allocation');

    const { methods, total } = await core.api.recordings.hotMethods({ recording, of: 'native' });
    expect(methods.reduce((sum, { self }) => sum + self, 0)).toBe(total);

    const reader = core.api.recordings.callTree({ recording, of: 'native', group: 'thread' });
    const facts = await reader.opened;
    const parts: Uint8Array[] = [];
    for await (const part of reader) parts.push(part);
    const bytes = new Uint8Array(Buffer.concat(parts));
    expect(bytes.length).toBe(facts.bytes);
    const tree = decodeCallTree(bytes, { nodes: facts.nodes, compared: false });
    expect(tree.self.reduce((sum, self) => sum + self, 0)).toBe(total);
    expect(tree.frames).toHaveLength(facts.frames);
    expect([...tree.parent].every((parent, node) => parent < node)).toBe(true);
  });

  it('answers every question about it', async () => {
    const recording = await open();
    const { recordings } = core.api;
    const { metrics, threads, sources } = await recordings.overview({ recording });
    const { findings, rules } = await recordings.findings({ recording });
    expect(rules.length).toBeGreaterThanOrEqual(25);
    expect(findings.every(({ figure, threshold, source }) => figure !== '' && threshold !== '' && source !== '')).toBe(
      true,
    );
    for (const { of, groups, weight } of sources) {
      for (const by of groups) {
        const grouped = await recordings.weights({ recording, of, by, limit: 5000 });
        expect(grouped.rows.reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(weight, 3);
      }
    }
    const some = threads.slice(0, 3).map(({ thread }) => thread);
    const part = await recordings.weights({
      recording,
      of: 'native',
      by: 'thread',
      threads: some,
      from: 0,
      to: 30_000,
    });
    expect(part.rows.every(({ thread }) => some.includes(thread!))).toBe(true);
    const table = await recordings.threads({ recording });
    expect(table.threads.length).toBeGreaterThan(10);
    expect((await recordings.lifelines({ recording })).threads.length).toBeGreaterThan(5);
    const series = await recordings.series({ recording, metrics: [...metrics], points: 50 });
    expect(series.every(({ at, values }) => at.length === values.length && at.length > 0)).toBe(true);
    expect((await recordings.collections({ recording })).count).toBe(2);
    expect((await recordings.runtime({ recording })).operations.length).toBeGreaterThan(0);
  });

  it('shows any event as a table, with a filter, an order, a histogram and its stack', async () => {
    const recording = await open();
    const { recordings } = core.api;
    const type = 'jdk.ThreadPark';
    const count = (await recordings.eventTypes({ recording })).find(({ name }) => name === type)!.count;
    const longest = await recordings.events({
      recording,
      type,
      sort: { column: 'duration', descending: true },
      limit: 5,
    });
    expect(longest.matched).toBe(count);
    const column = longest.columns.findIndex(({ name }) => name === 'duration');
    const durations = longest.rows.map((row) => Number(row[column]));
    expect(durations).toEqual([...durations].sort((a, b) => b - a));
    const value = durations[2]!;
    const filters = [{ column: 'duration', is: 'greater' as const, value }];
    expect((await recordings.events({ recording, type, filters })).matched).toBe(2);
    const { buckets } = await recordings.histogram({ recording, type, column: 'duration' });
    expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(count);
    const detail = await recordings.event({ recording, type: 'jdk.NativeMethodSample', event: 1 });
    expect(detail.fields.map(({ name }) => name)).toEqual(['startTime', 'sampledThread', 'state']);
    expect(detail.stack!.lines.at(-1)).toMatchObject({
      className: 'org.eclipse.equinox.launcher.Main',
      method: 'main',
    });
    await expect(recordings.event({ recording, type, event: count })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('knows a file again, and remembers it', async () => {
    const recording = await open();
    expect(await open()).toBe(recording);
    await states(recording);
    for await (const recent of core.api.recordings.recent({})) {
      expect(recent).toEqual([expect.objectContaining({ recording, open: true, available: true })]);
      break;
    }
    await core.api.recordings.close({ recording });
    await expect(core.api.recordings.overview({ recording })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await core.api.recordings.open({ from: 'recent', recording })).toMatchObject({ recording });
    await core.api.recordings.forget({ recording });
  });

  it('follows a file that is still being written, until it is finished', async () => {
    const live = join(core.folder, 'live.jfr');
    const chunk = (samples: number, state: number): Uint8Array =>
      writeChunk({
        stacks: [['Main.run']],
        events: Array.from({ length: samples }, (_, at) => ({ type: 'sample', at, stack: 1 })),
        state,
      });
    writeFileSync(live, chunk(2, 3));
    const { recording } = await core.api.recordings.open({ from: 'path', path: live });
    expect((await states(recording)).at(-1)).toMatchObject({
      phase: 'ready',
      readings: 1,
      index: { state: 'growing' },
    });
    writeFileSync(live, chunk(9, 0));
    const followed: RecordingState[] = [];
    for await (const state of core.api.recordings.follow({ recording })) followed.push(state);
    expect(followed.at(-1)).toMatchObject({ phase: 'ready', readings: 2, index: { state: 'whole' } });
    // What the page kept of it in its place is still the same recording.
    expect(await core.api.recordings.open({ from: 'recent', recording })).toMatchObject({ recording });
    const { methods } = await core.api.recordings.hotMethods({ recording, of: 'cpu' });
    expect(methods).toMatchObject([{ method: 'run', self: 9 }]);
    await core.api.recordings.forget({ recording });
  });

  it('follows a file no longer that is gone', async () => {
    const live = join(core.folder, 'gone.jfr');
    writeFileSync(
      live,
      writeChunk({ stacks: [['Main.run']], events: [{ type: 'sample', at: 1, stack: 1 }], state: 3 }),
    );
    const { recording } = await core.api.recordings.open({ from: 'path', path: live });
    await states(recording);
    rmSync(live);
    const following = async (): Promise<void> => {
      for await (const state of core.api.recordings.follow({ recording })) expect(state.phase).toBe('ready');
    };
    await expect(following()).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
    await core.api.recordings.forget({ recording });
  });

  it('takes a file that only the page has', async () => {
    const bytes = readFileSync(original).subarray(0, 200_000);
    const upload = core.api.recordings.receive({ fileName: 'dropped.jfr', sizeBytes: bytes.length });
    const { received } = await upload.opened;
    for (let at = 0; at < bytes.length; at += 48_000) {
      await upload.send({ base64: bytes.subarray(at, at + 48_000).toString('base64') });
    }
    for await (const nothing of upload) expect(nothing).toBeUndefined();
    const { recording } = await core.api.recordings.open({ from: 'received', received });
    const last = (await states(recording)).at(-1)!;
    expect(last).toMatchObject({ phase: 'ready', index: { fileName: 'dropped.jfr', state: 'cut' } });
  });

  it('says what is wrong with a file that is none', async () => {
    await expect(core.api.recordings.open({ from: 'path', path: '/nowhere.jfr' })).rejects.toMatchObject({
      code: 'PATH_NOT_FOUND',
    });
    const text = join(core.folder, 'notes.jfr');
    writeFileSync(text, 'not a recording');
    const { recording } = await core.api.recordings.open({ from: 'path', path: text });
    const last = (await states(recording)).at(-1)!;
    expect(last.index).toMatchObject({ state: 'unreadable', problems: [{ offset: 0 }] });
  });
});
