import type { NamespaceKind, ProcessInfo } from '../../../preload/contract/namespaces.ts';
import { isAppError, toAppError } from '../../../preload/contract/errors.ts';
import { runCommand, type Cluster, type ContainerTarget } from '../../kube/index.ts';
import { parseProbe, type ParsedProbe } from './parse-probe.ts';
import { PROBE_COMMANDS } from './probe-scripts.ts';
import { readProcess } from './read-process.ts';

/** 3,000 processes take a busy node some seconds. */
const TIMEOUT_MS = 20_000;
const OUTPUT_LIMIT = 32 * 1024 * 1024;

/** One container's view of `/proc`, without the processes of the asking itself. */
export interface ContainerProbe {
  readonly container: string;
  readonly processes: readonly ProcessInfo[];
  /** The container's own namespaces: those of a process that was started in it. */
  readonly own: ReadonlyMap<NamespaceKind, number>;
  readonly problem?: string;
}

/** Never throws but for being cancelled: a container that cannot be asked has a problem instead of processes. */
export async function probeContainer(
  cluster: Cluster,
  target: ContainerTarget,
  signal: AbortSignal,
): Promise<ContainerProbe> {
  const { container } = target;
  for (const command of PROBE_COMMANDS) {
    try {
      const options = { signal, timeoutMs: TIMEOUT_MS, maxStdoutBytes: OUTPUT_LIMIT };
      const { stdout } = await runCommand(cluster, target, command, options);
      return understand(container, parseProbe(stdout));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'CANCELLED') throw error;
      if (!isAppError(error, 'TOOL_MISSING')) return unanswered(container, error.message);
    }
  }
  return unanswered(container, 'It has neither a shell nor Python nor Perl to be asked with.');
}

function unanswered(container: string, problem: string): ContainerProbe {
  return { container, processes: [], own: new Map(), problem };
}

export function understand(container: string, probe: ParsedProbe): ContainerProbe {
  if (probe.asker === 0) return unanswered(container, 'What this container answered could not be read.');
  const all = probe.processes.flatMap((raw) => readProcess(raw, probe.bootTime) ?? []);
  const asker = all.find(({ pid }) => pid === probe.asker);
  const own = new Map(
    (asker?.namespaces ?? []).flatMap(({ kind, inode }) => (inode === undefined ? [] : [[kind, inode] as const])),
  );
  const processes = all.filter(({ pid, parent }) => pid !== probe.asker && parent !== probe.asker);
  const problem = findGaps(probe);
  return { container, processes, own, ...(problem === undefined ? {} : { problem }) };
}

function findGaps({ complete, processCount, processes }: ParsedProbe): string | undefined {
  if (!complete) return 'The answer was cut short: there may be more processes.';
  if (processes.length >= processCount || processCount - processes.length < processCount / 10) return undefined;
  return `Only ${processes.length} of ${processCount} processes were asked for.`;
}
