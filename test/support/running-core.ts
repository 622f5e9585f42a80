/** The whole core in this process, behind its contract: what a window would call, without a window. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../../build/config/paths.ts';
import { createCore } from '../../main/core/index.ts';
import { contract, PROTOCOL_VERSION, type Client, type KesakoContract } from '../../preload/contract/index.ts';
import { createClient, type WireClient } from '../../preload/wire/index.ts';
import { TRANSPORTS } from '../contract/transports.ts';
import { writeKubeconfig, type ContextEntry } from '../../main/practice/api/kubeconfig.ts';

export interface RunningCore {
  readonly api: Client<KesakoContract>;
  readonly folder: string;
  /** The file that it reads and watches. */
  readonly kubeconfig: string;
  /** Faults of its own that it logged; a test expects none. */
  readonly errors: readonly object[];
  dispose(): Promise<void>;
}

/** With a context for each entry, or with a kubeconfig as text. A folder that is given is kept: another core can go on in it. */
export async function startCore(contexts: readonly ContextEntry[] | string, kept?: string): Promise<RunningCore> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'kesako-core-')));
  await mkdir(folder, { recursive: true });
  const kubeconfig = join(folder, 'kubeconfig.json');
  if (typeof contexts === 'string') await writeFile(kubeconfig, contexts);
  else await writeKubeconfig(kubeconfig, contexts);
  const errors: object[] = [];
  const ignore = (): void => undefined;
  const core = await createCore({
    environment: { ...process.env, KUBECONFIG: kubeconfig },
    homeDirectory: folder,
    dataFolder: join(folder, 'data'),
    programs: join(root, 'build/reach/bin'),
    host: {},
    log: { debug: ignore, info: ignore, warn: ignore, error: (fields) => errors.push(fields) },
  });
  const transports = await TRANSPORTS.find(({ name }) => name === 'memory')!.start();
  const client: WireClient<KesakoContract> = createClient({
    protocol: PROTOCOL_VERSION,
    contract,
    connect: async () => {
      const pair = await transports.pair();
      core.connect(pair.core);
      return pair.window;
    },
  });
  return {
    api: client.api,
    folder,
    kubeconfig,
    errors,
    dispose: async () => {
      client.close();
      await core.dispose();
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
