/** Whether containers can run here: asked by running a node for a moment, because no setting tells it for certain. */
import { readFile } from 'node:fs/promises';
import { arch } from 'node:os';

import { Refusal } from './control.ts';
import { findProgram } from './find-program.ts';
import { rehearseNode } from './node.ts';
import {
  explainMachine,
  explainRehearsal,
  explainSystem,
  type KernelSettings,
  type ObstacleAccount,
} from './obstacles.ts';

export type RuntimeSupport = { readonly available: true } | ({ readonly available: false } & ObstacleAccount);

/** Takes a few milliseconds, leaves nothing behind. */
export async function probeRuntime(): Promise<RuntimeSupport> {
  if (process.platform !== 'linux') return { available: false, ...explainSystem(process.platform) };
  const program = await findProgram();
  if (program === undefined) return { available: false, ...explainMachine(arch()) };
  try {
    await rehearseNode(program.path);
    return { available: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { available: false, ...explainRehearsal(error, await readSettings()) };
  }
}

async function readSettings(): Promise<KernelSettings> {
  const [maxUserNamespaces, appArmorRestriction, unprivilegedUserNamespaces] = await Promise.all(
    [
      'user/max_user_namespaces',
      'kernel/apparmor_restrict_unprivileged_userns',
      'kernel/unprivileged_userns_clone',
    ].map(async (name) => (await readFile(`/proc/sys/${name}`, 'utf8').catch(() => undefined))?.trim()),
  );
  return {
    ...(maxUserNamespaces === undefined ? {} : { maxUserNamespaces }),
    ...(appArmorRestriction === undefined ? {} : { appArmorRestriction }),
    ...(unprivilegedUserNamespaces === undefined ? {} : { unprivilegedUserNamespaces }),
  };
}
