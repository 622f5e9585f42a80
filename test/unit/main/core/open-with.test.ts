import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createOpenWith, type OpenWith } from '../../../../main/core/open-with.ts';

describe.skipIf(process.platform === 'win32')('createOpenWith', () => {
  let folder: string;
  let program: string;
  let suggested: (string | undefined)[];
  let chosen: string | undefined;
  let openWith: OpenWith;
  const started = (): OpenWith =>
    createOpenWith({
      platform: 'linux',
      remembered: join(folder, 'programs.json'),
      choose: (before) => {
        suggested.push(before);
        return Promise.resolve(chosen);
      },
    });
  /** Each of its words on a line of its own. */
  const words = (): Promise<string> => readFile(join(folder, 'words'), 'utf8').catch(() => '');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open-with-'));
    program = join(folder, 'an editor');
    await writeFile(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${join(folder, 'new')}'; mv '${join(folder, 'new')}' '${join(folder, 'words')}'\n`,
    );
    await chmod(program, 0o700);
    suggested = [];
    chosen = program;
    openWith = started();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('starts the program with the path as its only word, whatever is in it', async () => {
    const path = join(folder, 'a $(touch run) "b"; c.log');
    await openWith(path);
    await expect.poll(words).toBe(`${path}\n`);
  });

  it('begins at the program that was chosen for the kind before, also after a restart', async () => {
    await openWith(join(folder, 'a.log'));
    await openWith(join(folder, 'b.LOG'));
    await started()(join(folder, 'c.log'));
    await openWith(join(folder, 'd.json'));
    expect(suggested).toEqual([undefined, program, program, undefined]);
  });

  it('does nothing when nothing is chosen, and says so when it is no program', async () => {
    chosen = undefined;
    await openWith(join(folder, 'a.log'));
    chosen = folder;
    await expect(openWith(join(folder, 'a.log'))).rejects.toMatchObject({ code: 'TOOL_MISSING' });
    await writeFile(join(folder, 'text'), '');
    chosen = join(folder, 'text');
    await expect(openWith(join(folder, 'a.log'))).rejects.toMatchObject({ code: 'TOOL_MISSING' });
    expect([await words(), suggested]).toEqual(['', [undefined, undefined, undefined]]);
  });

  it('takes nothing from a list that somebody has spoilt', async () => {
    await writeFile(join(folder, 'programs.json'), '{"log": 7');
    await started()(join(folder, 'a.log'));
    expect(suggested).toEqual([undefined]);
  });
});
