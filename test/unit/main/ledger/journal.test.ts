import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openJournal, type Journal } from '../../../../main/ledger/journal.ts';

const copy = {
  kind: 'podCopy',
  context: 'lab',
  kubeNamespace: 'web',
  pod: 'web-debug',
  podUid: 'u1',
  name: 'web-debug',
  by: 'somebody',
  kubectl: 'kubectl debug web-0 --copy-to=web-debug',
} as const;

let folder: string;
let path: string;
const warnings: string[] = [];
const open = (): Promise<Journal> =>
  openJournal({ path, now: () => new Date(0), log: { warn: (_fields, message) => warnings.push(message) } });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(folder, 'ledger.json');
  warnings.length = 0;
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

it('is there again after a restart, readable by nobody else', async () => {
  const added = await (await open()).add(copy);
  expect((await open()).records).toEqual([added]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('keeps one record for one thing, with its first id and its first original', async () => {
  const journal = await open();
  const first = await journal.add({ ...copy, original: '{"before":1}' });
  const again = await journal.add({ ...copy, original: '{"before":2}', image: 'busybox' });
  expect(again).toMatchObject({ id: first.id, original: '{"before":1}', image: 'busybox' });
  expect(journal.records).toHaveLength(1);
  await journal.add({ ...copy, podUid: 'u2' });
  expect(journal.records).toHaveLength(2);
});

it('begins a new record when the old one is closed', async () => {
  const journal = await open();
  const first = await journal.add(copy);
  await journal.close(first.id, 'removed');
  await journal.close(first.id, 'gone');
  await journal.add(copy);
  expect(journal.records.map(({ closed }) => closed?.how)).toEqual(['removed', undefined]);
});

it('loses no record of many that are added at once', async () => {
  const journal = await open();
  await Promise.all(Array.from({ length: 20 }, (_, index) => journal.add({ ...copy, podUid: `u${index}` })));
  expect((await open()).records).toHaveLength(20);
});

it('is bounded, and what is open outlives what is closed', async () => {
  const records = Array.from({ length: 2_100 }, (_, index) => ({
    ...copy,
    id: `r${index}`,
    podUid: `u${index}`,
    at: '2026-01-01T00:00:00Z',
    details: {},
    ...(index % 2 === 0 ? { closed: { at: '2026-01-02T00:00:00Z', how: 'removed' } } : {}),
  }));
  await writeFile(path, JSON.stringify({ version: 1, records }));
  const journal = await open();
  await journal.add({ ...copy, podUid: 'new' });
  expect(journal.records).toHaveLength(2_000);
  expect(journal.records.filter(({ closed }) => closed === undefined)).toHaveLength(1_051);
});

it('leaves out what it cannot understand, and keeps a broken file beside', async () => {
  await writeFile(path, JSON.stringify({ version: 1, records: [{ kind: 'else' }, 7] }));
  expect((await open()).records).toEqual([]);
  await writeFile(path, 'no json');
  expect((await open()).records).toEqual([]);
  expect(await readFile(`${path}.broken`, 'utf8')).toBe('no json');
  expect(warnings).toHaveLength(1);
});

it('tells nobody of what could not be written', async () => {
  const journal = await open();
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file where the folder was');
  await expect(journal.add(copy)).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect(journal.records).toEqual([]);
  await rm(folder);
});
