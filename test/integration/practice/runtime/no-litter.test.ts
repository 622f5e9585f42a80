/** An app that is killed leaves nothing, whatever it was doing. Fifty kills are in `npm run bench -- practice`. */
import { expect, it } from 'vitest';

import { probeRuntime } from '../../../../main/practice/runtime/index.ts';
import { litterOfKilledApp } from './litter.ts';

const support = await probeRuntime();
const unable = support.available ? '' : ` (skipped: ${support.message})`;

const KILLS = 8;
const AT_ONCE = 4;
const LATEST_KILL_MS = 2500;
const DEADLINE_MS = 2000;

it.runIf(support.available)(`leaves nothing after kill -9${unable}`, { timeout: 60_000 }, async () => {
  for (let kill = 0; kill < KILLS; kill += AT_ONCE) {
    const litters = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => {
        // Spread over everything that it does, from its start on.
        const moment = ((kill + index + Math.random()) / KILLS) * LATEST_KILL_MS;
        return litterOfKilledApp(`${String(process.pid)}-${String(kill + index)}`, moment, DEADLINE_MS);
      }),
    );
    for (const litter of litters) expect(litter).toMatchObject({ processes: [], mounts: [], files: [] });
  }
});
