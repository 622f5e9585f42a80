import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createSettings } from '../../../../main/settings/create-settings.ts';

describe('createSettings', () => {
  const log = { warn: vi.fn<(fields: object, message: string) => void>() };
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    log.warn.mockClear();
    parent = await mkdtemp(join(tmpdir(), 'settings-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('starts with defaults and writes nothing until something is changed', async () => {
    const settings = await createSettings({ folder, log });
    expect(settings.current).toMatchObject({ theme: 'system', kubeconfigFiles: [], defaultDebugImage: 'busybox' });
    expect(await readdir(parent)).toEqual([]);
  });

  it('keeps changes in a file that only its owner reads', async () => {
    const first = await createSettings({ folder, log });
    await first.patch({ theme: 'dark', contexts: { lab: { color: 3 } } });
    await first.patch({ contexts: { lab: { kubeNamespace: 'web' }, other: { protected: true } } });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['settings.json']);

    const second = await createSettings({ folder, log });
    expect(second.current).toMatchObject({
      theme: 'dark',
      contexts: { lab: { color: 3, kubeNamespace: 'web' }, other: { protected: true } },
    });
  });

  it('loses none of many changes made at once', async () => {
    const settings = await createSettings({ folder, log });
    await Promise.all(Array.from({ length: 20 }, (_, n) => settings.patch({ layout: { [`panel-${n}`]: n } })));
    expect(Object.keys((await createSettings({ folder, log })).current.layout)).toHaveLength(20);
  });

  it.each(['not JSON', '[]', '{"theme":"pink"}'])('keeps a broken file aside: %s', async (text) => {
    await (await createSettings({ folder, log })).patch({ theme: 'dark' });
    await writeFile(join(folder, 'settings.json'), text);
    const settings = await createSettings({ folder, log });
    expect(settings.current.theme).toBe('system');
    expect(await readFile(join(folder, 'settings.json.broken'), 'utf8')).toBe(text);
    expect(log.warn).toHaveBeenCalledOnce();
  });

  it('tells watchers', async () => {
    const settings = await createSettings({ folder, log });
    const reader = settings.watch(new AbortController().signal)[Symbol.asyncIterator]();
    expect((await reader.next()).value).toMatchObject({ theme: 'system' });
    await settings.patch({ theme: 'light' });
    expect((await reader.next()).value).toMatchObject({ theme: 'light' });
  });
});
