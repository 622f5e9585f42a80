import { describe, expect, it } from 'vitest';

import { comparePlaces, COMPARISON_LIMITS } from '../../../../../main/files/compare/compare-places.ts';
import type { ComparedEntry, ComparisonPart } from '../../../../../preload/contract/file-comparison.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import { fakeTree, type FakeTree } from './fake-tree.ts';

const NEVER = new AbortController().signal;

async function compare(
  here: FakeTree,
  there: FakeTree,
  limits: Partial<typeof COMPARISON_LIMITS> = {},
): Promise<{ readonly entries: Readonly<Record<string, ComparedEntry>>; readonly last: ComparisonPart }> {
  const parts: ComparisonPart[] = [];
  const all = { ...COMPARISON_LIMITS, ...limits };
  for await (const part of comparePlaces(here.place, there.place, NEVER, all)) parts.push(part);
  const entries = parts.flatMap((part) => part.entries).map((entry) => [entry.path, entry] as const);
  expect(new Set(entries.map(([path]) => path)).size).toBe(entries.length);
  return { entries: Object.fromEntries(entries), last: parts.at(-1)! };
}

const verdicts = (entries: Readonly<Record<string, ComparedEntry>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(entries).map(([path, { verdict, differences }]) => [
      path,
      differences.length === 0 ? verdict : `${verdict}: ${differences.join(' ')}`,
    ]),
  );

describe('two places compared', () => {
  it('tell what is only on one side, what differs and what is the same', async () => {
    const here = fakeTree({
      '/etc/same': { text: 'one' },
      '/etc/content': { text: 'one' },
      '/etc/size': { text: 'one' },
      '/etc/mode': { text: 'one', mode: 0o600 },
      '/etc/link': { type: 'link', linkTarget: 'same' },
      '/etc/kind': { text: '' },
      '/here/below': { text: 'x' },
    });
    const there = fakeTree({
      '/etc/same': { text: 'one', modifiedMs: 5 },
      '/etc/content': { text: 'two' },
      '/etc/size': { text: 'three' },
      '/etc/mode': { text: 'one' },
      '/etc/link': { type: 'link', linkTarget: 'mode' },
      '/etc/kind/below': { text: '' },
      '/there': { text: '' },
    });
    const { entries, last } = await compare(here, there);
    expect(verdicts(entries)).toEqual({
      '': 'same',
      etc: 'same',
      'etc/same': 'same',
      'etc/content': 'different: content',
      'etc/size': 'different: size',
      'etc/mode': 'different: mode',
      'etc/link': 'different: link',
      'etc/kind': 'different: type',
      here: 'onlyHere',
      there: 'onlyThere',
    });
    expect(last).toMatchObject({
      end: 'complete',
      counts: { onlyHere: 1, onlyThere: 1, different: 5, unknown: 0, same: 3 },
      contentBytes: 18,
    });
    expect(entries['etc/content']?.sha256?.here).toMatch(/^[0-9a-f]{64}$/);
    // What is there on one side only is not entered, and links are not opened.
    expect(here.asked.filter((asked) => /here|link/.test(asked))).toEqual([]);
  });

  it('go on where one entry cannot be read, and say why', async () => {
    const here = fakeTree({
      '/denied/x': { text: 'x' },
      '/secret': { text: 'x' },
      '/moving': { text: 'x', grows: true },
      '/zoo': { text: 'x' },
      '/denied': { type: 'directory', refused: 'PATH_DENIED' },
    });
    const there = fakeTree({
      '/denied/x': { text: 'x' },
      '/secret': { text: 'y', refused: 'PATH_DENIED' },
      '/moving': { text: 'x' },
      '/zoo': { text: 'x' },
    });
    const { entries } = await compare(here, there);
    const problems = (path: string): unknown =>
      entries[path]?.problems?.map(({ side, error }) => `${side} ${error.code}`);
    expect(verdicts(entries)).toMatchObject({ denied: 'unknown', secret: 'unknown', moving: 'unknown', zoo: 'same' });
    expect([problems('denied'), problems('secret'), problems('moving')]).toEqual([
      ['here PATH_DENIED'],
      ['there PATH_DENIED'],
      ['here FILE_CHANGED'],
    ]);
  });

  it('say which side has no tool for the content', async () => {
    const here = fakeTree({ '/a': { text: 'x' } });
    const there = fakeTree({ '/a': { text: 'x' } }, { way: 'shell', hasHash: false, container: 'bare' });
    const { entries } = await compare(here, there);
    expect(entries['a']).toMatchObject({
      verdict: 'unknown',
      problems: [
        { side: 'there', error: { code: 'TOOL_MISSING', message: expect.stringContaining('bare') as string } },
      ],
    });
  });

  it('end when a side cannot be reached any more, with what is wrong there', async () => {
    const here = fakeTree({ '/a/b': { text: 'x' } });
    const lost = fakeTree(
      { '/a/b': { text: 'x' } },
      {
        before: (asked) =>
          asked === 'list /a'
            ? Promise.reject(new AppError('UNREACHABLE', 'gone', { server: 's' }))
            : Promise.resolve(),
      },
    );
    await expect(compare(here, lost)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    let ended = false;
    const process = fakeTree(
      { '/a/b': { text: 'x' } },
      {
        before: (asked) => {
          ended ||= asked === 'list /a';
          const gone = new AppError('PATH_NOT_FOUND', 'There is no process 1 any more.', { path: '/' });
          return ended ? Promise.reject(gone) : Promise.resolve();
        },
      },
    );
    await expect(compare(here, process)).rejects.toThrow('There is no process 1 any more.');
  });

  it('begin at any file or folder, also at one that the other side has not', async () => {
    const here = fakeTree({ '/a': { text: 'x' } }, { path: '/a' });
    expect(verdicts((await compare(here, fakeTree({ '/b': { text: 'y' } }, { path: '/b' }))).entries)).toEqual({
      '': 'different: content',
    });
    expect(verdicts((await compare(here, fakeTree({}, { path: '/none' }))).entries)).toEqual({ '': 'onlyHere' });
    await expect(compare(fakeTree({}, { path: '/none' }), fakeTree({}, { path: '/none' }))).rejects.toMatchObject({
      code: 'PATH_NOT_FOUND',
    });
  });

  it('enter a mount only where they begin, and read nothing that the kernel makes', async () => {
    const files = { '/m': { type: 'directory', isMount: true }, '/m/x': { text: 'x' } } as const;
    expect((await compare(fakeTree(files), fakeTree(files))).entries['m']).toMatchObject({ notCompared: 'mount' });
    const at = { path: '/m', isKernel: true };
    const here = fakeTree(files, at);
    expect((await compare(here, fakeTree(files, at))).entries['x']).toMatchObject({ notCompared: 'kernel' });
    expect(here.asked).not.toContain('hash /m/x');
  });

  it('stop at their limits, and say where', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`/d/${String(index)}/e/f`, { text: 'abc' }] as const),
    );
    const deep = await compare(fakeTree(files), fakeTree(files), { depth: 2 });
    expect(deep.entries['d/0']).toMatchObject({ notCompared: 'depth' });
    const few = await compare(fakeTree(files), fakeTree(files), { entries: 8 });
    expect(few.last.end).toBe('cut');
    expect(Object.keys(few.entries).length).toBeLessThanOrEqual(8);
    const small = await compare(fakeTree(files), fakeTree(files), { bytes: 10 });
    const unread = Object.values(small.entries).filter(({ notCompared }) => notCompared === 'bytes');
    expect([unread.length, small.last.contentBytes]).toEqual([5, 18]);
  });

  it('end what they are at when the reader leaves', async () => {
    const here = fakeTree({ '/a': { text: 'x' } });
    const hashing = Promise.withResolvers<undefined>();
    const there = fakeTree(
      { '/a': { text: 'x' } },
      {
        before: async (asked, signal) => {
          if (!asked.startsWith('hash')) return;
          hashing.resolve(undefined);
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
        },
      },
    );
    const reading = comparePlaces(here.place, there.place, NEVER);
    await reading.next();
    await hashing.promise;
    expect(await reading.return()).toEqual({ done: true, value: undefined });
  });

  it('leave nothing running when they are cancelled', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`/${String(index)}`, { text: 'x' }] as const),
    );
    const gate = Promise.withResolvers<undefined>();
    const there = fakeTree(files, { before: (asked) => (asked.startsWith('hash') ? gate.promise : Promise.resolve()) });
    const cancelling = new AbortController();
    const reading = comparePlaces(fakeTree(files).place, there.place, cancelling.signal)[Symbol.asyncIterator]();
    // A slow hash does not hold up the news of what is known and what is being done.
    const first = (await reading.next()).value as ComparisonPart;
    expect([first.entries.map(({ path }) => path), first.at]).toEqual([[''], { path: '0', sizeBytes: 40 }]);
    const before = there.asked.length;
    cancelling.abort();
    gate.resolve(undefined);
    await expect(reading.next()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(there.asked.length).toBe(before);
  });
});
