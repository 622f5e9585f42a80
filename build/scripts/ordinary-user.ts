/** Somebody without rights, for tests that root would pass where a person would not. */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { root, testOutput } from '../config/paths.ts';

export interface OrdinaryUser {
  readonly uid: number;
  readonly gid: number;
  /** A folder that is this user's own. */
  readonly output: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The account `nobody` of every Linux. */
const NOBODY = 65_534;

/** What keeps another user from running tests here, or the user. Only root becomes another; whoever else runs tests is ordinary. */
export function ordinaryUser(): OrdinaryUser | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'these tests already run as an ordinary user';
  const identity = { uid: NOBODY, gid: NOBODY };
  const program = join(root, 'build/config/paths.ts');
  const { status } = spawnSync(process.execPath, ['--check', program], { ...identity, cwd: root, stdio: 'ignore' });
  if (status !== 0) return 'an ordinary user may not read this folder, or not run this Node';
  const output = join(testOutput, 'ordinary-user');
  mkdirSync(output, { recursive: true });
  chownSync(output, NOBODY, NOBODY);
  return {
    ...{ ...identity, output },
    environment: { HOME: output, USER: 'nobody', LOGNAME: 'nobody', KESAKO_TEST_OUTPUT: output },
  };
}
