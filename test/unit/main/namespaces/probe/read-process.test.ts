import { describe, expect, it } from 'vitest';

import type { RawProcess } from '../../../../../main/namespaces/probe/parse-probe.ts';
import { readProcess } from '../../../../../main/namespaces/probe/read-process.ts';

const raw: RawProcess = {
  pid: 7,
  status: new Map([
    ['Name', 'java'],
    ['State', 'S (sleeping)'],
    ['PPid', '1'],
    ['Uid', '1000\t999\t999\t999'],
    ['Gid', '1000\t998\t998\t998'],
    ['NSpid', '4242\t7'],
    ['Threads', '29'],
    ['VmRSS', '104340 kB'],
    ['CapEff', '0000000000080000'],
    ['CapPrm', '0000000000080000'],
    ['CapBnd', '00000000a80425fb'],
    ['NoNewPrivs', '1'],
    ['Seccomp', '2'],
  ]),
  stat: `7 (java) S 1 7 7 0 -1 4194560 1 0 0 0 150 50 0 0 20 0 29 0 2000 1 1`,
  cgroup: ['0::/kubepods/x'],
  links: new Map([['net', 4_026_532_248]]),
  command: Buffer.from('java\0-jar\0start.jar\0'),
  rootReadable: true,
  openFiles: 12,
};

describe('readProcess', () => {
  it('reads every field', () => {
    expect(readProcess(raw, 1_000_000)).toEqual({
      pid: 7,
      namespacePids: [4242, 7],
      parent: 1,
      command: ['java', '-jar', 'start.jar'],
      name: 'java',
      uid: 999,
      gid: 998,
      state: 'S',
      threads: 29,
      residentBytes: 104_340 * 1024,
      cpuSeconds: 2,
      startedTicks: 2000,
      openFiles: 12,
      startedAt: '1970-01-12T13:47:00.000Z',
      cgroup: '/kubepods/x',
      seccomp: 'filter',
      noNewPrivileges: true,
      capabilities: {
        effective: ['SYS_PTRACE'],
        permitted: ['SYS_PTRACE'],
        bounding: expect.arrayContaining(['CHOWN', 'NET_RAW', 'SETFCAP']) as unknown,
      },
      namespaces: [{ kind: 'net', inode: 4_026_532_248, refused: false }],
      rootReadable: true,
    });
  });

  it('takes memory from the newer of its two sources, and the name as it is', () => {
    const stat = raw.stat.replace(/1 1$/, '1 25').replace('(java)', '(a\nb)');
    expect(readProcess({ ...raw, stat, pageSize: 4096 }, 0)).toMatchObject({ residentBytes: 25 * 4096, name: 'a\nb' });
  });

  it('finds the fields behind a name with parentheses, spaces and line breaks', () => {
    const stat = raw.stat.replace('(java)', '(a) R 1 1)\n(b)');
    expect(readProcess({ ...raw, stat }, 0)?.cpuSeconds).toBe(2);
  });

  it('shows hostile text inert and marks a cut command line', () => {
    const command = Buffer.from(`\u001b[31mred\0${'x'.repeat(5000)}`).subarray(0, 4096);
    const shown = readProcess({ ...raw, command }, 0)?.command;
    expect(shown?.[0]).toBe('␛[31mred');
    expect(shown?.[1]).toMatch(/^x+…$/);
    const invalid = readProcess({ ...raw, command: Uint8Array.of(0xff, 0xfe, 0) }, 0)?.command;
    expect(invalid).toEqual(['\ufffd\ufffd']);
  });

  it('makes nothing of a process that was gone, and little of one without details', () => {
    expect(readProcess({ ...raw, status: new Map() }, 0)).toBeUndefined();
    const bare = readProcess(
      { ...raw, status: new Map([['Name', 'kthread']]), stat: '', cgroup: [], command: new Uint8Array() },
      undefined,
    );
    expect(bare).toMatchObject({ name: 'kthread', command: [], cpuSeconds: 0, residentBytes: 0, state: '?' });
    expect(bare).not.toHaveProperty('startedAt');
  });
});
