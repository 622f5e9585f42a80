import { describe, expect, it } from 'vitest';

import type { ContainerProbe } from '../../../../../main/namespaces/probe/probe-container.ts';
import { changedView } from '../../../../../main/namespaces/watch/changed-view.ts';
import { isCovered } from '../../../../../main/namespaces/watch/covers.ts';
import { observeByProgram } from '../../../../../main/namespaces/watch/observe-by-program.ts';
import { exampleProcess } from '../example-pod.ts';

/** As build/reach writes them: a length, then fields, each after its own. */
function encoded(...records: readonly (readonly string[])[]): Buffer {
  const withLength = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  return Buffer.concat(
    records.map((fields) => withLength(Buffer.concat(fields.map((field) => withLength(Buffer.from(field)))))),
  );
}

const stat = (pid: number, parent: number, ticks = 1): string =>
  `${pid} (run) S ${parent} 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 ${pid} 1 1`;
const full = (pid: number, parent: number): readonly string[] => [
  `P ${pid}`,
  stat(pid, parent),
  'Name:\trun\n',
  'run\0',
  '0::/\n',
  'mnt=12',
  '3',
  'ok',
];

async function observed(...passes: readonly Buffer[]): Promise<readonly ContainerProbe[]> {
  async function* output(): AsyncGenerator<Uint8Array, void, undefined> {
    await Promise.resolve();
    yield* passes;
  }
  const views: ContainerProbe[] = [];
  const { signal } = new AbortController();
  const options = { container: 'tools', refreshMs: 1, signal, now: () => new Date(0) };
  const session = { request: () => ({ output: output(), result: new Promise<never>(() => undefined) }) };
  for await (const view of observeByProgram({ ...options, session })) views.push(view);
  return views;
}

describe('observeByProgram', () => {
  it('tells what runs, and leaves out whatever the app itself asks there', async () => {
    // 9 holds the stream, 10 looks, 11 reads a file for somebody else.
    const [view] = await observed(
      encoded(full(1, 0), full(9, 0), full(10, 9), full(11, 9), full(12, 1), ['E 5 10 5000 100 4096 3 0 2']),
    );
    expect(view?.processes.map(({ pid }) => pid)).toEqual([1, 12]);
    expect(view).toMatchObject({
      container: 'tools',
      clockMs: 5000,
      cost: { way: 'program', milliseconds: 3, cpuMs: 2 },
    });
    expect(view?.own.get('mnt')).toBe(12);
    expect(view).not.toHaveProperty('problem');
  });

  it('tells very many new ones twice: in brief, and when all of them are there', async () => {
    const views = await observed(
      encoded(full(1, 0), ['B 2 1', stat(2, 1)], ['B 3 1', stat(3, 1)], ['E 3 99 5000 100 4096 3 2 1']),
      encoded(full(2, 1), ['E 3 99 5010 100 4096 13 1 11']),
      encoded(full(3, 1), ['E 3 99 5020 100 4096 23 0 21']),
      encoded(['E 3 99 7020 100 4096 3 0 3']),
    );
    expect(views.map(({ processes }) => processes.map(({ isBrief = false }) => isBrief))).toEqual([
      [false, true, true],
      [false, false, false],
      [false, false, false],
    ]);
    expect(views.map(({ cost }) => cost?.cpuMs)).toEqual([1, 21, 3]);
  });

  it('keeps a process that has not changed the same object, so that only others are sent on', async () => {
    const [before, after] = await observed(
      encoded(full(1, 0), full(2, 1), full(3, 1), ['E 3 99 5000 100 4096 3']),
      encoded(['S 2', stat(2, 1, 50), '3'], ['G 3'], ['E 2 99 7000 100 4096 1']),
    );
    expect(after!.processes[0]).toBe(before!.processes[0]);
    expect(changedView(before!, after!)).toMatchObject({
      container: 'tools',
      clockMs: 7000,
      changed: [{ pid: 2, cpuSeconds: 0.5 }],
      gone: [3],
    });
  });
});

describe('isCovered', () => {
  const see = (refused: boolean): ContainerProbe => ({
    container: 'tools',
    own: new Map(),
    processes: [
      exampleProcess({ container: 'web', namespaces: [{ kind: 'mnt', refused, ...(refused ? {} : { inode: 1 }) }] }),
    ],
  });

  it('is who is seen by another one that is told its namespaces', () => {
    expect(isCovered('web', [see(false)])).toBe(true);
    expect(isCovered('web', [see(true)])).toBe(false);
    expect(isCovered('tools', [see(false)])).toBe(false);
    expect(isCovered('web', [{ ...see(false), container: 'web' }])).toBe(false);
  });
});
