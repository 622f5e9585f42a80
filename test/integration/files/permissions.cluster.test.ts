import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { toAppError } from '../../../preload/contract/errors.ts';
import type { FileRef, FilesWay } from '../../../preload/contract/files.ts';
import { springPetclinic } from '../../support/cluster-lab.ts';
import { type FilesLab, list, openFilesLab, read } from './files-lab.ts';

/** Profiles by what they give; the target runs as user 999 and has no shell. */
const PROFILES = ['general', 'sysadmin', 'legacy', 'netadmin', 'baseline', 'restricted'] as const;

describe('files of a process of another user, by what the debug container may do', () => {
  let lab: FilesLab;
  let pod: string;

  beforeAll(async () => {
    lab = await openFilesLab(`files-rights-${String(process.pid)}`);
    await lab.lab.apply(springPetclinic());
    pod = await lab.lab.podOf('spring-petclinic');
  });
  afterAll(() => lab.dispose());

  async function outcome(way: FilesWay, container: string): Promise<string> {
    const files = await lab.files(way);
    const file: FileRef = { ...lab.ref(container, '/etc/passwd'), pod };
    try {
      await list(files, { ...file, path: '/' });
      return (await read(files, file, 0, 10_000)).toString().includes('jetty') ? 'read' : 'another file';
    } catch (error) {
      const { code, message } = toAppError(error);
      return `${code}: ${message}`;
    }
  }

  it.each(PROFILES)('reads with the profile %s, or says beforehand what is missing', async (profile) => {
    const container = await lab
      .debugContainer('busybox', { pod, target: 'spring-petclinic', profile })
      .catch(toAppError);
    if (typeof container !== 'string') {
      // A user that the image does not have is refused by the node, in its own words.
      expect(container.code).toBe('CONTAINER_CONFIG');
      return;
    }
    const [program, shell] = [await outcome('program', container), await outcome('shell', container)];
    console.log(`${profile}: program ${program.slice(0, 60)}, shell ${shell.slice(0, 60)}`);
    for (const seen of [program, shell]) expect(seen).toMatch(/^(read$|PATH_DENIED: .*(SYS_PTRACE|may not be))/);
    // Root takes the target's user where it may not look as itself.
    if (profile !== 'restricted') expect(program).toBe('read');
    if (profile === 'general' || profile === 'sysadmin') expect(shell).toBe('read');
  });
});
