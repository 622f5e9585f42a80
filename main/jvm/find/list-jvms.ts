import { toAppError, type AppError } from '../../../preload/contract/errors.ts';
import type { Jvm } from '../../../preload/contract/jvm.ts';
import type { ProcessInfo } from '../../../preload/contract/namespaces.ts';
import type { PodRef } from '../../../preload/contract/references.ts';
import { ANNOTATIONS } from '../../debug/index.ts';
import type { Cluster, Pod } from '../../kube/index.ts';
import { probePod, type ContainerProbe, type PodContainer } from '../../namespaces/index.ts';
import type { ReachPool, ReachSession } from '../../reach/index.ts';
import { attachVerdict } from './attach-verdict.ts';
import { inspectProcess, readDetails, type AttachFacts, type JvmDetails } from './inspect-jvm.ts';
import { readJavaCommand } from './java-command.ts';
import { maskSecrets } from './mask-secrets.ts';

export interface ListSetting {
  readonly cluster: Cluster;
  readonly reach: Pick<ReachPool, 'use'>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** A pod with more processes is looked at as far as this, those called java first. */
const PROCESS_LIMIT = 256;

/** One row for each JVM, as the debug container sees it from which it can best be reached. */
export async function listJvms(ref: PodRef, { cluster, reach, now, signal }: ListSetting): Promise<readonly Jvm[]> {
  const { probes } = await probePod(cluster, ref, signal, mayLook);
  const found = await Promise.all(
    probes.map(async (probe): Promise<readonly Jvm[]> => {
      const container = { ...ref, container: probe.container };
      try {
        return await reach.use(container, (session) => findIn(session, probe, now, signal), signal);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code === 'CANCELLED' || probe.processes.length === 0) throw error;
        return probe.processes.filter(isCalledJava).map((process) => unreached(probe.container, process, error, now()));
      }
    }),
  );
  return oneForEach(found.flat());
}

/** In a copy of a pod that the app has made, the debugger is an ordinary container, and the last one. */
function mayLook({ role, name }: PodContainer, { metadata, spec }: Pod): boolean {
  const isCopy = metadata?.annotations?.[ANNOTATIONS.copyOf] !== undefined;
  return role === 'ephemeral' || (isCopy && spec?.containers.at(-1)?.name === name);
}

async function findIn(
  session: ReachSession,
  { container, processes }: ContainerProbe,
  now: () => Date,
  signal: AbortSignal,
): Promise<readonly Jvm[]> {
  const candidates = processes
    .toSorted((one, other) => Number(isCalledJava(other)) - Number(isCalledJava(one)))
    .slice(0, PROCESS_LIMIT);
  const looked = await Promise.all(
    candidates.map(async (process) => ({ process, facts: await inspectProcess(session, process.pid, signal) })),
  );
  const jvms = looked.filter(
    (one): one is { process: ProcessInfo; facts: AttachFacts | 'refused' } =>
      one.facts !== 'gone' && (one.facts === 'refused' ? isCalledJava(one.process) : one.facts.kind !== 'none'),
  );
  if (jvms.length === 0) return [];
  return Promise.all(
    jvms.map(async ({ process, facts }) => {
      const { pid, namespacePids } = process;
      const inner = namespacePids.at(-1) ?? pid;
      const details = facts === 'refused' ? undefined : await readDetails(session, pid, inner, signal);
      return describeJvm({ container, process, facts, details, now: now() });
    }),
  );
}

export interface FoundJvm {
  readonly container: string;
  readonly process: ProcessInfo;
  readonly facts: AttachFacts | 'refused';
  readonly details: JvmDetails | undefined;
  readonly now: Date;
}

export function describeJvm({ container, process, facts, details, now }: FoundJvm): Jvm {
  const { uid, gid } = process;
  const { release = {}, performance, limits = {} } = details ?? {};
  const { version, vendor } = release;
  const { collector, heap, arguments: args } = performance ?? {};
  const { mainClass, flags } = readJavaCommand(process.command);
  return {
    ...seen(container, process, now),
    kind: facts === 'refused' || facts.kind === 'none' ? 'unknown' : facts.kind,
    ...(mainClass === undefined ? {} : { mainClass }),
    flags: maskSecrets(args === undefined ? flags : args.split(/\s+/).filter((word) => word.startsWith('-X'))),
    ...(version === undefined ? {} : { version }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(collector === undefined ? {} : { collector }),
    ...(heap === undefined ? {} : { heap }),
    ...limits,
    attach: attachVerdict({ facts, uid, gid }),
  };
}

/** Seen by the container's own tools, but the program that would speak with it cannot be put there. */
function unreached(container: string, process: ProcessInfo, error: AppError, now: Date): Jvm {
  const { mainClass, flags } = readJavaCommand(process.command);
  return {
    ...seen(container, process, now),
    kind: 'unknown',
    ...(mainClass === undefined ? {} : { mainClass }),
    flags: maskSecrets(flags),
    attach: {
      possible: false,
      sentence: `The app’s program, which speaks with JVMs, cannot be used in ${container}: ${error.message}`,
      remedy:
        'Needed is a debug container with a shell and a folder that can be written and run from: busybox with the profile general, or as the JVM’s own user.',
      checks: [{ title: 'Program', result: 'bad', fact: error.message }],
    },
  };
}

function seen(
  container: string,
  process: ProcessInfo,
  now: Date,
): Pick<
  Jvm,
  'container' | 'pid' | 'targetContainer' | 'command' | 'uid' | 'gid' | 'startedAt' | 'uptimeSeconds' | 'residentBytes'
> {
  const { pid, uid, gid, startedAt, residentBytes } = process;
  const uptime = startedAt === undefined ? Number.NaN : (now.getTime() - Date.parse(startedAt)) / 1000;
  return {
    container,
    pid,
    ...(process.container === undefined ? {} : { targetContainer: process.container }),
    command: maskSecrets(process.command),
    uid,
    gid,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(Number.isFinite(uptime) ? { uptimeSeconds: Math.max(0, Math.round(uptime)) } : {}),
    residentBytes,
  };
}

function isCalledJava({ command, name }: ProcessInfo): boolean {
  const program = command[0] ?? name;
  return name === 'java' || program === 'java' || program.endsWith('/java');
}

/** Two debug containers may see one JVM; the one that can attach to it is worth showing. */
function oneForEach(found: readonly Jvm[]): readonly Jvm[] {
  const identified = Map.groupBy(found, ({ targetContainer, startedAt, pid, container }) =>
    JSON.stringify(targetContainer === undefined ? [container, pid] : [targetContainer, startedAt]),
  );
  return [...identified.values()].flatMap((same) => same.find(({ attach }) => attach.possible) ?? same.slice(0, 1));
}
