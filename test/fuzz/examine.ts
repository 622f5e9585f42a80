/** Reads a recording and asks everything of it, as a person would who clicks through all pages. */
import {
  callTree,
  collections,
  eventPage,
  eventTypes,
  findings,
  lifelines,
  memorySource,
  overview,
  printEvents,
  readRecording,
  runtime,
  series,
  threads,
  unwrap,
} from '../../main/jvm/jfr/index.ts';

/** Processor time that one damaged file may cost: a machine that does other things makes anything take longer. */
export const LONGEST_MS = 1000;

/** Throws what reading throws, which must be nothing; gives the milliseconds that this thread worked. */
export async function examine(bytes: Uint8Array): Promise<number> {
  const before = process.threadCpuUsage();
  const { signal } = new AbortController();
  const recording = await readRecording(await unwrap(memorySource(bytes)));
  const { metrics, sources } = overview(recording, 'damaged.jfr');
  await findings(recording, {});
  for (const { of } of sources.slice(0, 4)) {
    await callTree(recording, { of, count: false, group: 'thread', lines: true, nodes: 1000 });
  }
  collections(recording, {});
  runtime(recording, {});
  threads(recording, {});
  lifelines(recording, { points: 100 });
  series(recording, { metrics, points: 100 });
  const [type] = eventTypes(recording);
  if (type !== undefined) {
    await eventPage(recording, { type: type.name, filters: [], offset: 0, limit: 20 }, signal);
  }
  let printed = 0;
  for await (const _ of printEvents(recording)) if ((printed += 1) > 500) break;
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
