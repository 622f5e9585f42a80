import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { HandedFile, HostPort } from '../../../../main/core/host-port.ts';
import { createHostService } from '../../../../main/core/host-service.ts';
import { AppError } from '../../../../preload/contract/index.ts';

describe('createHostService', () => {
  let folder: string;
  let files: Map<string, HandedFile>;
  let done: string[];
  const uncancelled = { signal: new AbortController().signal, session: { id: 's', onEnd: () => () => undefined } };
  const port: HostPort = {
    openFile: (path) => {
      done.push(`open ${path}`);
      return Promise.resolve();
    },
    revealInFolder: (path) => void done.push(`reveal ${path}`),
    nativeDrag: (dragged) => void done.push(`drag ${dragged.map(({ path }) => path).join(' ')}`),
    saveDialog: (fileName) => Promise.resolve(join(folder, fileName)),
  };
  const find = (name: string): HandedFile => {
    const found = files.get(name);
    if (found === undefined) throw new AppError('NOT_FOUND', 'no', { resource: 'files', name });
    return found;
  };
  const service = (does: HostPort = port): ReturnType<typeof createHostService> =>
    createHostService({
      port: does,
      version: '1',
      platform: 'linux',
      homeDirectory: folder,
      files: { verifiedFile: find, savedFile: () => undefined, setSaved: () => undefined },
      recordingFile: (recording) => Promise.resolve(find(recording)),
      chosenPrograms: join(folder, 'programs.json'),
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'host-service-'));
    done = [];
    const path = join(folder, 'r.jfr');
    await writeFile(path, 'FLR\0');
    files = new Map([
      ['copy', { path, fileName: 'r.jfr', isFolder: false }],
      ['own', { path, fileName: 'r.jfr', isFolder: false, own: path }],
      ['gone', { path: join(folder, 'gone'), fileName: 'gone.jfr', isFolder: false }],
      ['script', { path, fileName: 'r.sh', isFolder: false }],
    ]);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('opens a copy of a transfer and of a recording, and the person’s own file where it lies', async () => {
    const copy = join(folder, 'r.jfr.opened', 'r.jfr');
    await service().openFile({ transfer: 'copy' }, uncancelled);
    await service().openFile({ recording: 'copy' }, uncancelled);
    await service().openFile({ recording: 'own' }, uncancelled);
    expect(done).toEqual([`open ${copy}`, `open ${copy}`, `open ${join(folder, 'r.jfr')}`]);
  });

  it('hands nothing over that would be run, is gone, or was never here', async () => {
    const refusals: readonly [string, string][] = [
      ['script', 'PATH_DENIED'],
      ['gone', 'PATH_NOT_FOUND'],
      ['/etc/passwd', 'NOT_FOUND'],
    ];
    for (const [recording, code] of refusals) {
      await expect(service().openFile({ recording }, uncancelled)).rejects.toMatchObject({ code });
    }
    for (const ask of ['revealFile', 'saveFile', 'openFile'] as const) {
      await expect(service()[ask]({ recording: 'gone' }, uncancelled)).rejects.toMatchObject({
        code: 'PATH_NOT_FOUND',
      });
    }
    const wanted = { files: [{ transfer: 'copy' }, { recording: 'gone' }] };
    await expect(service().dragFiles(wanted, uncancelled)).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
    expect(done).toEqual([]);
  });

  it('says which of it a host lacks', async () => {
    const { features } = await service({}).info({}, uncancelled);
    expect(features).toEqual([]);
    for (const ask of ['openFile', 'openFileWith', 'revealFile', 'saveFile'] as const) {
      await expect(service({})[ask]({ transfer: 'copy' }, uncancelled)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    }
  });

  it('does not lose a file that is saved over itself', async () => {
    await service().saveFile({ recording: 'own' }, uncancelled);
    expect(await readFile(join(folder, 'r.jfr'), 'latin1')).toBe('FLR\0');
  });
});
