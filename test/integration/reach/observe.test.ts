import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readRecords } from '../../../main/reach/index.ts';
import { canRun, PROGRAM, UNABLE } from './local-program.ts';

const CROWD = 120;
/** As the first process of a pid namespace of its own, which all others end with. */
const SCRIPT = `i=0; while [ $i -lt ${String(CROWD)} ]; do sleep 600 & i=$((i+1)); done; exec "$1" observe --passes=2 --interval-ms=1`;

interface Answer {
  readonly waiting: number;
  readonly told: readonly (readonly string[])[];
}

async function observeCrowd(): Promise<readonly Answer[]> {
  const words = ['--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', SCRIPT, 'sh', PROGRAM];
  const { stdout, stderr } = spawnSync('unshare', words, { maxBuffer: 2 ** 26 });
  expect(stderr.toString()).toContain('result=ok');
  async function* output(): AsyncGenerator<Uint8Array, void, undefined> {
    await Promise.resolve();
    yield stdout;
  }
  const answers: Answer[] = [];
  let told: string[][] = [];
  for await (const record of readRecords(output())) {
    const fields = record.map((field) => Buffer.from(field).toString('latin1'));
    if (fields[0]?.startsWith('E ') !== true) told.push(fields);
    else {
      answers.push({ waiting: Number(fields[0].split(' ')[7]), told });
      told = [];
    }
  }
  return answers;
}

describe.skipIf(!canRun)(`observe, where very many are new${UNABLE}`, () => {
  it('answers first with all of them, most in brief, then tells the rest of each once, and then only what has changed', async () => {
    const answers = await observeCrowd();
    const [first, ...others] = answers;
    const pids = (answer: Answer | undefined, kind: string): readonly string[] =>
      (answer?.told ?? []).flatMap(([head = '']) => (head.startsWith(`${kind} `) ? [head.split(' ')[1] ?? ''] : []));
    const inFull = pids(first, 'P');
    const inBrief = pids(first, 'B');
    expect(new Set([...inFull, ...inBrief]).size).toBe(CROWD + 1);
    expect(inBrief).toHaveLength(first?.waiting ?? -1);
    expect(inFull).toContain('1');

    // What is not told again of cgroups is what was told of another one, and so the same for all of this crowd.
    const told = answers.flatMap((answer) => answer.told);
    const cgroups = new Map<string, string>();
    for (const [head = '', ...fields] of told) {
      const [kind, pid = '', other] = head.split(' ');
      if (kind !== 'P' && kind !== 'B') continue;
      if (other !== undefined) expect(cgroups.has(other)).toBe(true);
      cgroups.set(pid, other === undefined ? (fields[3] ?? '') : (cgroups.get(other) ?? ''));
      expect(fields[0]).toMatch(new RegExp(String.raw`^${pid} \(.*\) [A-Z](?: -?\d+){21}$`));
    }
    expect(new Set(cgroups.values())).toEqual(new Set([readFileSync('/proc/self/cgroup', 'latin1')]));

    // Where the machine hides its cgroups, all are told in full at once.
    const isHidden = !/:\/.+$/m.test(cgroups.get('1') ?? '');
    expect(inBrief.length > 0).toBe(!isHidden);
    const rest = others.slice(0, -1);
    expect(rest.flatMap((answer) => pids(answer, 'P')).toSorted()).toEqual(inBrief.toSorted());
    expect(answers.at(-1)?.waiting).toBe(0);
    expect(pids(answers.at(-1), 'B')).toEqual([]);
  });
});
