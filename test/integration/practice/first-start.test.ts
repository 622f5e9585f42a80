/** The practice cluster as the app offers it: off, started, a context like any other, and gone without a trace. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { probeRuntime } from '../../../main/practice/runtime/index.ts';
import type { PracticeStatus } from '../../../preload/contract/index.ts';
import { follow } from '../../support/follow.ts';
import { startCore, type RunningCore } from '../../support/running-core.ts';

const support = await probeRuntime();
const place = { context: 'practice', kubeNamespace: 'default' } as const;

let core: RunningCore;
beforeEach(async () => {
  core = await startCore('');
});
afterEach(async () => {
  await core.dispose();
  expect(core.errors).toEqual([]);
});

const kubeconfig = (): string => join(core.folder, 'data', 'practice', 'kubeconfig.json');
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

it.runIf(support.available)('comes to a running http-server pod, and leaves nothing when it is stopped', async () => {
  const status = follow(core.api.practice.watch({}));
  await status.until(({ state }) => state === 'off');
  const contexts = follow(core.api.contexts.watch({}));
  await contexts.until((snapshot) => snapshot.contexts.length === 0);

  expect(await core.api.practice.start({})).toEqual(place);
  await contexts.until((snapshot) => snapshot.contexts.some(({ name }) => name === 'practice'));
  await status.until((now): now is PracticeStatus & { state: 'running' } => now.state === 'running');

  const workloads = follow(core.api.workloads.watch(place));
  await workloads.until((view) => JSON.stringify(view).includes('"ready":1'));
  const web = JSON.stringify(workloads.seen.at(-1));
  expect(web).toContain('http-server');

  await core.api.practice.stop({});
  expect(await exists(kubeconfig())).toBe(false);
  await contexts.until((snapshot) => snapshot.contexts.length === 0);
  await Promise.all([status.close(), contexts.close(), workloads.close()]);
});
