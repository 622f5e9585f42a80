/** A process as the program is told of it. */
import type { ContainerMount, ProcessOptions, ProcessUser } from '../container-runtime.ts';
import { capabilitySet } from './capabilities.ts';
import type { RecordField } from './control.ts';
import type { RootPart } from './images/root-part.ts';

export type ProgramRecord = readonly RecordField[];

/** What the machine allows: see `node.ts`. */
export interface MachineLimits {
  /** How many uids there are in the cluster's user namespace. */
  readonly users: number;
  readonly mayMount: boolean;
}

export function processRecords(options: ProcessOptions, limits: MachineLimits): readonly ProgramRecord[] {
  const { uid, gid } = knownUser(options.user, limits);
  const flags = [
    options.stdin ? ['input'] : [],
    options.tty ? ['terminal'] : [],
    options.privileges.allowPrivilegeEscalation ? [] : ['no-new-privileges'],
  ].filter((record) => record.length > 0);
  return [
    ...options.argv.map((word) => ['argument', word]),
    ...Object.entries(completeEnvironment(options)).map(([name, value]) => ['environment', `${name}=${value}`]),
    ['folder', options.workingDirectory],
    ['user', String(uid), String(gid)],
    ['capabilities', capabilitySet(options.privileges, limits.mayMount).toString(16)],
    ...flags,
  ];
}

export function partRecord(part: RootPart): ProgramRecord {
  switch (part.kind) {
    case 'bind':
      return ['bind', part.source, part.path];
    case 'link':
      return ['link', part.target, part.path];
    case 'directory':
      return ['directory', part.path, part.mode.toString(8)];
    case 'file':
      return ['file', part.path, part.mode.toString(8), part.content];
  }
}

/** The names that the sandbox knows its folders by come from the cluster, and are looked at before they are put into a path. */
export function mountRecords(mount: ContainerMount, volumeId: (name: string) => string): readonly ProgramRecord[] {
  const { volume, path, readOnly } = mount;
  if (volume.kind === 'emptyDir') return [['volume', volumeId(volume.name), path, readOnly ? 'r' : 'w']];
  return [
    ['directory', path, '755'],
    ...Array.from(volume.files, ([name, content]) => ['file', `${path}/${name}`, '644', content] as const),
  ];
}

/** A machine that gives a user one uid only runs every process as that one, which is root inside. */
function knownUser(user: ProcessUser, { users }: MachineLimits): ProcessUser {
  return users > 1 ? user : { uid: 0, gid: 0 };
}

/** What containerd adds to an environment that does not say otherwise. */
function completeEnvironment({ environment, tty, user }: ProcessOptions): Readonly<Record<string, string>> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ...(tty ? { TERM: 'xterm' } : {}),
    HOME: user.uid === 0 ? '/root' : '/',
    ...environment,
  };
}
