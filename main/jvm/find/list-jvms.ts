import { toAppError } from '../../../preload/contract/errors.ts';
import type { Jvm } from '../../../preload/contract/jvm.ts';
import type { ProcessInfo } from '../../../preload/contract/namespaces.ts';
import type { PodRef } from '../../../preload/contract/references.ts';
import type { Cluster } from '../../kube/index.ts';
import { probePod, type ContainerProbe } from '../../namespaces/index.ts';
import { attachVerdict } from './attach-verdict.ts';
import { inspectContainer, isUnanswered } from './inspect-container.ts';
import { readJavaCommand } from './java-command.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { InspectedProcess, Inspection } from './parse-inspection.ts';

export interface ListSetting {
  readonly cluster: Cluster;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** One row for each JVM, as the debug container sees it from which it can best be reached. */
export async function listJvms(ref: PodRef, { cluster, now, signal }: ListSetting): Promise<readonly Jvm[]> {
  const { probes } = await probePod(cluster, ref, signal, ({ role }) => role === 'ephemeral');
  const found: Jvm[] = [];
  for (const probe of probes) {
    const target = { kubeNamespace: ref.kubeNamespace, pod: ref.pod, container: probe.container };
    try {
      const inspection = await inspectContainer(cluster, target, [], signal);
      found.push(...describeJvms(probe, inspection, now()));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!isUnanswered(error)) throw error;
    }
  }
  return oneForEach(found);
}

export function describeJvms(probe: ContainerProbe, inspection: Inspection, now: Date): readonly Jvm[] {
  return inspection.processes.flatMap((inspected) => {
    const process = probe.processes.find(({ pid }) => pid === inspected.pid);
    if (process === undefined || !looksLikeJvm(process, inspected)) return [];
    return [describeJvm(probe.container, process, inspected, inspection, now)];
  });
}

function describeJvm(
  container: string,
  process: ProcessInfo,
  inspected: InspectedProcess,
  { asker, jcmdMajor }: Inspection,
  now: Date,
): Jvm {
  const { mainClass, flags } = readJavaCommand(process.command);
  const { version, vendor } = inspected.release;
  const uptime = process.startedAt === undefined ? Number.NaN : (now.getTime() - Date.parse(process.startedAt)) / 1000;
  return {
    container,
    pid: process.pid,
    ...(process.container === undefined ? {} : { targetContainer: process.container }),
    ...(mainClass === undefined ? {} : { mainClass }),
    command: maskSecrets(process.command),
    flags: maskSecrets(flags),
    ...(version === undefined ? {} : { version }),
    ...(vendor === undefined ? {} : { vendor }),
    uid: process.uid,
    ...(process.startedAt === undefined ? {} : { startedAt: process.startedAt }),
    ...(Number.isFinite(uptime) ? { uptimeSeconds: Math.max(0, Math.round(uptime)) } : {}),
    residentBytes: process.residentBytes,
    attach: attachVerdict({ process: inspected, asker, jcmdMajor }),
  };
}

/** A library in its memory, else its program's name: maps of a process of another user may be closed to us. */
function looksLikeJvm({ command, name }: ProcessInfo, { machine, executable }: InspectedProcess): boolean {
  if (machine !== 'unknown') return true;
  const program = executable ?? command[0] ?? name;
  return program === 'java' || program.endsWith('/java');
}

/** Two debug containers may see one JVM; the one that can attach to it is worth showing. */
function oneForEach(found: readonly Jvm[]): readonly Jvm[] {
  const identified = Map.groupBy(found, ({ targetContainer, startedAt, pid, container }) =>
    JSON.stringify(targetContainer === undefined ? [container, pid] : [targetContainer, startedAt]),
  );
  return [...identified.values()].flatMap((same) => same.find(({ attach }) => attach.possible) ?? same.slice(0, 1));
}
