import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DEBUG_PROFILES } from '../../../preload/contract/debug-wishes.ts';
import { toAppError } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import { springPetclinic } from '../../support/cluster-lab.ts';
import { type FilesLab, list, openFilesLab, read } from './files-lab.ts';
import { type Cell, CAPABILITIES, type Rule, ruleOf, TARGETS, USERS } from './rights-rules.ts';

/** All 180, a quarter of an hour, with `KESAKO_ALL_RIGHTS=1`; without it those that are told apart by the least. */
const isFull = process.env['KESAKO_ALL_RIGHTS'] === '1';
const FEW: readonly Cell[] = [
  { target: '999:999', profile: 'baseline', user: '999:0', capabilities: 'of the profile' },
  { target: '999:999', profile: 'baseline', user: '0:0', capabilities: 'none' },
  { target: '999:999', profile: 'restricted', user: '999:999', capabilities: 'of the profile' },
  { target: '0:0', profile: 'legacy', user: '0:0', capabilities: 'none' },
];
const ALL = TARGETS.flatMap((target) =>
  DEBUG_PROFILES.flatMap((profile) =>
    USERS.flatMap((user) => CAPABILITIES.map((capabilities): Cell => ({ target, profile, user, capabilities }))),
  ),
);

const PODS = { '0:0': 'http-server', '999:999': 'spring-petclinic' } as const;
const REASON = /^PATH_DENIED: .*(SYS_PTRACE|may not be)/;

describe('the files of a process, by its user and by what the debug container is and may do', () => {
  let lab: FilesLab;
  const pods = new Map<string, string>();
  const seen = new Map<string, number>();

  beforeAll(async () => {
    lab = await openFilesLab(`files-matrix-${String(process.pid)}`);
    await lab.lab.apply(springPetclinic());
    for (const name of Object.values(PODS)) pods.set(name, await lab.lab.podOf(name));
  });
  afterAll(async () => {
    console.log([...seen].map(([what, count]) => `${what}: ${String(count)}`).join(', '));
    await lab.dispose();
  });

  async function start({ target, profile, user, capabilities }: Cell): Promise<FileRef | undefined> {
    const name = PODS[target];
    const pod = pods.get(name);
    const [runAsUser, runAsGroup] = user === 'of the image' ? [] : user.split(':').map(Number);
    const wanted = capabilities === 'none' ? { drop: ['ALL'] } : { add: ['SYS_PTRACE'] };
    const custom =
      capabilities === 'of the profile' ? '' : JSON.stringify({ securityContext: { capabilities: wanted } });
    try {
      const wishes = { pod, target: name, profile, runAsUser, runAsGroup, custom };
      const container = await lab.debugContainer('busybox', wishes);
      return { ...lab.ref(container, '/etc/passwd'), pod: pod ?? '' };
    } catch (error) {
      expect(toAppError(error).code).toBe('CONTAINER_CONFIG');
      return undefined;
    }
  }

  /** What a first look says, before anything of a file has been asked for, and whether a file is then the target's. */
  async function outcome(way: 'program' | 'shell', file: FileRef): Promise<string> {
    const files = await lab.files(way);
    try {
      await list(files, { ...file, path: '/' });
    } catch (error) {
      const { code, message } = toAppError(error);
      return `${code}: ${message}`;
    }
    const text = (await read(files, file, 0, 10_000)).toString();
    const isTargets = file.pod === pods.get('spring-petclinic') ? text.includes('jetty') : text === (await passwd());
    return isTargets ? 'read' : 'another file';
  }

  const passwd = (): Promise<string> => lab.inTarget('print(open("/etc/passwd").read(), end="")');

  function count(way: string, said: string): void {
    const what = `${way} ${said === 'read' ? 'reads' : 'says why not'}`;
    seen.set(what, (seen.get(what) ?? 0) + 1);
  }

  it.each(isFull ? ALL : FEW)(
    'target $target: profile $profile, user $user, capabilities $capabilities',
    async (cell) => {
      const rule: Rule = ruleOf(cell);
      const file = await start(cell);
      expect(file !== undefined).toBe(rule.starts);
      if (file === undefined) {
        count('the node', 'refuses');
        return;
      }
      for (const [way, reads] of [
        ['program', rule.looks || rule.takesUser],
        ['shell', rule.looks],
      ] as const) {
        const said = await outcome(way, file);
        if (reads) expect(`${way}: ${said}`).toBe(`${way}: read`);
        else expect(said).toMatch(REASON);
        count(way, said);
      }
    },
  );
});
