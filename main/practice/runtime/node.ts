/** The process in whose namespaces the whole cluster lives. When it ends, or this process does, the kernel ends the rest. */
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';

import { awaitRunning, startProgram, type ProgramProcess } from './program-process.ts';
import type { MachineLimits } from './process-records.ts';

export interface PracticeNode {
  readonly pid: number;
  readonly limits: MachineLimits;
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

/** Throws `Refusal` where the machine does not allow it. */
export async function startNode(program: string): Promise<PracticeNode> {
  const node = startProgram(program, ['node', ...(await subordinateIds())]);
  const { pid, users } = await runningOrEnded(node);
  return {
    pid,
    limits: { users, mayMount: process.getuid?.() !== 0 },
    ended: node.closed,
    end: async () => {
      node.kill();
      await node.closed;
    },
  };
}

/** Whether a node can run here, found out by running one for a moment. */
export async function rehearseNode(program: string): Promise<void> {
  const node = startProgram(program, ['probe', ...(await subordinateIds())]);
  await runningOrEnded(node);
  node.control.close();
  await node.closed;
}

async function runningOrEnded(node: ProgramProcess): Promise<{ readonly pid: number; readonly users: number }> {
  node.stdout.resume();
  node.stderr.resume();
  try {
    return await awaitRunning(node);
  } catch (error) {
    node.kill();
    await node.closed;
    throw error;
  }
}

/** First uid, number of uids, first gid, number of gids that the system gives this user; nothing if it gives none. */
async function subordinateIds(): Promise<readonly string[]> {
  const uid = process.getuid?.();
  if (uid === undefined || uid === 0) return [];
  const owners = [String(uid), ...nameOfUser()];
  const [uids, gids] = await Promise.all(['/etc/subuid', '/etc/subgid'].map((file) => rangeOf(file, owners)));
  return uids === undefined || gids === undefined ? [] : [...uids, ...gids];
}

function nameOfUser(): readonly string[] {
  try {
    return [userInfo().username];
  } catch {
    // The system has no account of this number.
    return [];
  }
}

async function rangeOf(file: string, owners: readonly string[]): Promise<readonly string[] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const [owner = '', first, count] = line.split(':');
    if (owners.includes(owner) && isNumber(first) && isNumber(count)) return [first, count];
  }
  return undefined;
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^[0-9]{1,10}$/.test(text);
}
