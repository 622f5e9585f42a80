import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RawProcess } from '../../../../../main/namespaces/probe/parse-probe.ts';
import { takeRecord } from '../../../../../main/namespaces/probe/program-records.ts';
import { readProcess } from '../../../../../main/namespaces/probe/read-process.ts';

const record = (...fields: readonly string[]): readonly Uint8Array[] =>
  fields.map((field) => Buffer.from(field, 'latin1'));
const STAT = '7 (java) S 1 7 7 0 -1 4194560 1 0 0 0 150 50 0 0 20 0 29 0 2000 1 25';
const STATUS = 'Name:\tjava\nUid:\t0\t999\t999\t999\nNSpid:\t42\t7\nVmRSS:\t 8 kB\n';
const full = record('P 7', STAT, STATUS, 'java\0-jar\0', '0::/x\n', 'net=12 mnt!13 user!2', '12', 'error 13');

function taken(...records: readonly (readonly Uint8Array[])[]): Map<number, RawProcess> {
  const processes = new Map<number, RawProcess>();
  for (const each of records) takeRecord(processes, each);
  return processes;
}

describe('takeRecord', () => {
  it('reads a process in full, and tells refused from absent', () => {
    const raw = taken(full).get(7)!;
    expect(readProcess(raw, 0)).toMatchObject({
      name: 'java',
      command: ['java', '-jar'],
      namespacePids: [42, 7],
      openFiles: 12,
      rootReadable: false,
      namespaces: [
        { kind: 'net', inode: 12, refused: false },
        { kind: 'mnt', refused: true },
      ],
    });
  });

  it('takes what has changed into what is known, and forgets what is gone', () => {
    const changed = taken(full, record('S 7', STAT.replace('150', '250'), '13'), record('E 1 9 5000 100 4096 3'));
    expect(readProcess(changed.get(7)!, 0)).toMatchObject({ cpuSeconds: 3, openFiles: 13, residentBytes: 25 * 4096 });
    expect(taken(full, record('G 7')).size).toBe(0);
    expect(taken(record('S 7', STAT, '1')).size).toBe(0);
  });

  it('says when a look has ended', () => {
    expect(takeRecord(new Map(), record('E 120 9 5000 100 4096 30 70 12'))).toEqual({
      processCount: 120,
      own: 9,
      clockMs: 5000,
      passMs: 30,
      cpuMs: 12,
      waiting: 70,
    });
  });

  it('takes one in brief for what it says, in the cgroups of the other one, and nothing of one that nobody has told of', () => {
    const brief = record('B 8 7', '8 (worker) S 7 1 1 0 -1 0 0 0 0 0 10 0 0 0 20 0 2 0 2001 1 3');
    const all = taken(full, brief, record('E 2 9 5000 100 4096 3 1 1'));
    const read = readProcess(all.get(8)!, 0);
    expect(read).toMatchObject({ name: 'worker', parent: 7, threads: 2, cgroup: '/x', command: [], isBrief: true });
    expect(read).toMatchObject({ residentBytes: 3 * 4096, cpuSeconds: 0.1, namespaces: [] });
    expect(read).not.toHaveProperty('openFiles');
    expect(readProcess(all.get(7)!, 0)).not.toHaveProperty('isBrief');
    expect(taken(brief).size).toBe(0);
    const later = record('P 9 7', STAT, STATUS, '', '', '', '', 'ok');
    expect(readProcess(taken(full, later).get(9)!, 0)).toMatchObject({ cgroup: '/x' });
    expect(readProcess(taken(later).get(9)!, 0)).not.toHaveProperty('cgroup');
  });

  it('makes nothing of nonsense', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 8 }), { maxLength: 9 }),
        (all) => {
          for (const raw of taken(...all.map((fields) => record(...fields))).values()) readProcess(raw, 0);
        },
      ),
      { numRuns: 100 },
    );
  });
});
