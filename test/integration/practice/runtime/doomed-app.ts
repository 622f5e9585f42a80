/** Starts containers as the app does, again and again, until somebody kills it. */
import { startLinuxRuntime } from '../../../../main/practice/runtime/index.ts';
import { container, pull, runIn } from './scenario.ts';

const runtime = await startLinuxRuntime();
await pull(runtime, 'busybox');
console.log('begun');
const environment = { KESAKO_DOOMED: process.env['KESAKO_DOOMED'] ?? '' };
for (let round = 0; ; round += 1) {
  const sharedProcesses = round % 2 === 1;
  const sandbox = await runtime.createSandbox({ id: String(round), hostname: 'doomed', sharedProcesses });
  const processes = sharedProcesses ? ({ kind: 'pod' } as const) : ({ kind: 'own' } as const);
  const volume = { path: '/data', readOnly: false, volume: { kind: 'emptyDir', name: 'data' } } as const;
  const server = await sandbox.startContainer(
    // What it leaves behind ignores hang-ups, and has a session of its own.
    container({
      argv: ['sh', '-c', 'setsid sleep 1000 & trap "" HUP TERM; while :; do echo busy; sleep 0.01; done'],
      environment,
      processes,
      mounts: [volume],
    }),
  );
  const debug = await sandbox.startContainer(
    container({ argv: ['sh'], tty: true, stdin: true, environment, processes: { kind: 'target', container: server } }),
  );
  await Promise.all([
    runIn(debug, ['sh', '-c', 'head -c 100000 /dev/zero >/proc/1/root/tmp/file; ps'], { environment }),
    runIn(server, ['sh', '-c', 'sleep 0.05'], { environment }),
  ]);
  if (round % 3 === 2) await sandbox.remove();
}
