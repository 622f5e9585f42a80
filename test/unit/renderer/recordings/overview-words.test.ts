import { expect, test } from 'vitest';

import type { RecordingIndex, RecordingOverview } from '../../../../preload/contract/index.ts';
import { overviewFacts, stateWords } from '../../../../renderer/recordings/overview-words.ts';

const index: RecordingIndex = {
  fileName: 'a.jfr',
  sizeBytes: 2048,
  durationMs: 15_000,
  state: 'whole',
  chunkCount: 1,
  chunks: [{ offset: 0, sizeBytes: 2048, from: 0, durationMs: 15_000, state: 'whole', format: '2.1' }],
  problems: [],
  problemsOmitted: 0,
};

const overview: RecordingOverview = {
  index,
  complete: true,
  events: 9214,
  jvm: {
    name: 'OpenJDK 64-Bit Server VM',
    version: 'OpenJDK 64-Bit Server VM (17.0.21+9) for linux-amd64 JRE (17.0.21+9), built on Jan 1 2026',
    mainClass: 'org.example.PetClinic --port 80',
    arguments: [],
    flags: [],
  },
  machine: [],
  container: [{ label: 'Memory limit', value: '1.0 GiB' }],
  cpus: 1,
  heap: { usedBytes: 258 * 1024 * 1024, maxBytes: 512 * 1024 * 1024 },
  gc: { young: 'G1New', count: 0, pauseMs: 0, longestPauseMs: 0 },
  eventTypes: [],
  sources: [],
  metrics: [],
  threads: [],
  threadsOmitted: 0,
  lostBytes: 0,
  settings: [],
};

test('one line says what was recorded', () => {
  expect(overviewFacts(overview)).toEqual([
    '15 s of PetClinic',
    'OpenJDK 64-Bit Server VM 17.0.21+9',
    'G1New',
    'heap 258 MiB of 512 MiB',
    '1 CPU',
    'container limit 1.0 GiB',
    '9,214 events',
    '2.0 KiB in 1 chunk',
  ]);
});

test('a version is what stands in the sentence of a build, released or not', () => {
  const version = 'Java HotSpot(TM) 64-Bit Server VM (slowdebug 12-internal+0) for windows-amd64 JRE (12-internal+0)';
  const [, jvm] = overviewFacts({ ...overview, jvm: { ...overview.jvm, name: 'HotSpot', version } });
  expect(jvm).toBe('HotSpot 12-internal+0');
});

test('what is not known is left out', () => {
  const bare = { ...overview, jvm: { arguments: [], flags: [] }, container: [], heap: {}, gc: { ...overview.gc } };
  const { young: _young, ...gc } = bare.gc;
  const { cpus: _cpus, ...rest } = { ...bare, gc };
  expect(overviewFacts(rest)).toEqual(['15 s', '9,214 events', '2.0 KiB in 1 chunk']);
});

test('events are not counted before any has been read', () => {
  const beginning = overviewFacts({ ...overview, complete: false, events: 0 });
  expect(beginning.some((fact) => fact.includes('events'))).toBe(false);
});

test('a recording that is not whole says so', () => {
  expect(stateWords(index)).toBeUndefined();
  expect(stateWords({ ...index, problems: [{ offset: 5, reason: 'broken' }] })?.title).toBe('damaged');
  expect(stateWords({ ...index, state: 'growing' })?.title).toBe('not finished');
  expect(stateWords({ ...index, state: 'cut' })?.title).toBe('cut off');
  expect(stateWords({ ...index, state: 'unreadable' })?.state).toBe('bad');
});
