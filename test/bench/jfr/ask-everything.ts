/** Opens a recording and asks everything: what the app does when a person has looked at every page. */
import {
  callTree,
  collections,
  fileSource,
  findings,
  hotMethods,
  overview,
  readRecording,
  runtime,
  series,
  threads,
  unwrap,
  weights,
} from '../../../main/jvm/jfr/index.ts';

const CPU = { of: 'cpu', count: false } as const;
const NODES = 200_000;
const LIMIT = 500;

const started = performance.now();
const since = (): number => performance.now() - started;
let firstOverviewMs: number | undefined;
const source = await unwrap(await fileSource(process.argv[2] ?? ''));
const recording = await readRecording(source, {
  onFound: (found) => {
    overview(found, 'measured.jfr');
    firstOverviewMs = since();
    return Promise.resolve();
  },
});
const readMs = since();
const { metrics } = overview(recording, 'measured.jfr');
await hotMethods(recording, { ...CPU, limit: LIMIT });
await callTree(recording, { ...CPU, group: 'none', lines: false, nodes: NODES });
await weights(recording, { of: 'allocation', by: 'class', count: false, limit: LIMIT });
await weights(recording, { of: 'lock', by: 'class', count: false, limit: LIMIT });
await weights(recording, { of: 'exceptions', by: 'class', count: false, limit: LIMIT });
await weights(recording, { of: 'socketRead', by: 'host', count: false, limit: LIMIT });
await weights(recording, { of: 'fileRead', by: 'path', count: false, limit: LIMIT });
collections(recording, {});
runtime(recording, {});
threads(recording, {});
series(recording, { metrics, points: LIMIT });
await findings(recording, {});
await source.close();
const { user, system } = process.cpuUsage();
const memoryBytes = process.resourceUsage().maxRSS * 1024;
console.log(
  JSON.stringify({
    firstOverviewMs,
    readMs,
    allMs: since(),
    cpuMs: (user + system) / 1000,
    events: recording.events,
    memoryBytes,
  }),
);
