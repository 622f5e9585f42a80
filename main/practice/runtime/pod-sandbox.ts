/** The namespaces of one pod, and what runs in them. */
import {
  type ContainerOptions,
  type PodSandbox,
  type PodVolume,
  RuntimeError,
  type SandboxOptions,
} from '../container-runtime.ts';
import type { RecordField } from './control.ts';
import type { RootPart } from './images/root-part.ts';
import type { PracticeNode } from './node.ts';
import { openConnection } from './open-connection.ts';
import { mountRecords, partRecord, processRecords } from './process-records.ts';
import { awaitRunning, type ProgramProcess } from './program-process.ts';
import { explainRefusal } from './refusals.ts';
import { holdContainer, type HeldContainer } from './running-container.ts';

export interface SandboxSurroundings {
  readonly node: PracticeNode;
  /** No other sandbox of this node has it. */
  readonly serial: number;
  readonly address: string;
  start(words: readonly string[]): ProgramProcess;
  /** What an image's root file system is made of; throws `RuntimeError` `imageNotFound`. */
  rootOf(image: string): readonly RootPart[];
}

export async function openSandbox(options: SandboxOptions, surroundings: SandboxSurroundings): Promise<PodSandbox> {
  const { node, address, start, serial } = surroundings;
  const kind = options.sharedProcesses ? 'shared' : 'own';
  const process = start(['sandbox', String(node.pid), String(serial), options.hostname, address, kind]);
  process.stdout.resume();
  process.stderr.resume();
  const { pid } = await awaitRunning(process).catch((error: unknown) => {
    process.control.close();
    throw explainRefusal(error, { kind: 'create', program: '/pause', folder: '/' });
  });
  const volumes = createVolumes(process, serial);
  const containers = new Set<HeldContainer>();
  const words = [String(node.pid), String(pid)];
  return {
    id: options.id,
    address,
    startContainer: async (container) => {
      const records = [
        ...surroundings.rootOf(container.image).map(partRecord),
        ...podFiles(options.hostname, address).map(partRecord),
        ...(await volumes.recordsOf(container)),
        ...(container.readOnlyRootFilesystem ? [['read-only-root']] : []),
        ...processRecords(container, node.limits),
        ['go'],
      ];
      const joined = joinedPid(container, pid, containers);
      const held = await holdContainer({ container, records, words: [...words, String(joined)], node, start });
      containers.add(held);
      void held.exited.then(() => containers.delete(held));
      return held;
    },
    connect: (port) => openConnection(start(['connect', ...words, String(port)])),
    remove: async () => {
      await Promise.all(Array.from(containers, (container) => container.stop(0)));
      process.control.close();
      await process.closed;
    },
  };
}

/** The process whose pid namespace a container joins; 0 for one of its own. */
function joinedPid({ processes }: ContainerOptions, pause: number, containers: ReadonlySet<HeldContainer>): number {
  if (processes.kind === 'own') return 0;
  if (processes.kind === 'pod') return pause;
  const target = Array.from(containers).find(({ id }) => id === processes.container.id);
  if (target === undefined) throw new RuntimeError('targetNotRunning', 'the target container is not running');
  return target.pid;
}

interface Volumes {
  recordsOf(container: ContainerOptions): Promise<readonly (readonly RecordField[])[]>;
}

/** Numbers instead of the names that the cluster gives: they become part of a path. */
function createVolumes(process: ProgramProcess, serial: number): Volumes {
  const numbers = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  const idOf = (name: string): string => `${String(serial)}-${String(numbers.get(name))}`;
  const add = async (volume: PodVolume): Promise<void> => {
    if (volume.kind !== 'emptyDir' || numbers.has(volume.name)) return;
    numbers.set(volume.name, numbers.size);
    process.control.send(['volume', String(numbers.get(volume.name))]);
    const reply = await process.control.next();
    if (reply?.word !== 'volume') throw new RuntimeError('failed', `the volume ${volume.name} could not be made`);
  };
  return {
    recordsOf: async ({ mounts }) => {
      const added = last.then(async () => {
        for (const { volume } of mounts) await add(volume);
      });
      // One at a time, whatever became of the one before.
      last = added.catch(() => undefined);
      await added;
      return mounts.flatMap((mount) => mountRecords(mount, idOf));
    },
  };
}

function podFiles(hostname: string, address: string): readonly RootPart[] {
  const hosts = `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${address}\t${hostname}\n`;
  return [
    { kind: 'file', path: '/etc/hosts', mode: 0o644, content: hosts },
    { kind: 'file', path: '/etc/hostname', mode: 0o644, content: `${hostname}\n` },
    // There is no name server; without the file programs would wait for one at 127.0.0.1.
    { kind: 'file', path: '/etc/resolv.conf', mode: 0o644, content: 'options attempts:1 timeout:1\n' },
  ];
}
