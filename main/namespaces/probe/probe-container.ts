import { randomBytes } from 'node:crypto';

import type { NamespaceKind, ProbeCost, ProcessInfo } from '../../../preload/contract/namespaces.ts';
import { isAppError, toAppError } from '../../../preload/contract/errors.ts';
import { runCommand, type Cluster, type ContainerTarget } from '../../kube/index.ts';
import { parseProbe, type ParsedProbe } from './parse-probe.ts';
import { probeCommands } from './probe-scripts.ts';
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
  /** Of the node, since its boot. */
  readonly clockMs?: number;
  readonly cost?: ProbeCost;
}

/** A name that a process may have: nine random bytes make twelve letters. */
const MARK_BYTES = 9;

/** Never throws but for being cancelled: a container that cannot be asked has a problem instead of processes. */
export async function probeContainer(
  cluster: Cluster,
  target: ContainerTarget,
  signal: AbortSignal,
): Promise<ContainerProbe> {
  const found = await askContainer(cluster, target, randomBytes(MARK_BYTES).toString('base64url'), signal);
  return found ?? (await askContainer(cluster, target, '', signal)) ?? unanswered(target.container, UNREADABLE);
}

/** `undefined` if the answer to a question with a mark leaves unclear which command line is whose. */
async function askContainer(
  cluster: Cluster,
  target: ContainerTarget,
  mark: string,
  signal: AbortSignal,
): Promise<ContainerProbe | undefined> {
  const { container } = target;
  for (const command of probeCommands(mark)) {
    try {
      const startedAt = performance.now();
      const options = { signal, timeoutMs: TIMEOUT_MS, maxStdoutBytes: OUTPUT_LIMIT };
      const { stdout } = await runCommand(cluster, target, command, options);
      const probe = parseProbe(stdout);
      if (probe.commandsUnclear) return undefined;
      const milliseconds = Math.round(performance.now() - startedAt);
      return { ...understand(container, probe), cost: { way: 'shell', milliseconds, bytes: stdout.length } };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'CANCELLED') throw error;
      if (!isAppError(error, 'TOOL_MISSING')) return unanswered(container, error.message);
    }
  }
  return unanswered(container, NO_TOOLS);
}

export const NO_TOOLS = 'It has neither a shell nor Python nor Perl to be asked with.';
const UNREADABLE = 'What this container answered could not be read.';

function unanswered(container: string, problem: string): ContainerProbe {
  return { container, processes: [], own: new Map(), problem };
}

export function understand(container: string, probe: ParsedProbe): ContainerProbe {
  if (probe.asker === 0) return unanswered(container, UNREADABLE);
  const all = probe.processes.flatMap((raw) => readProcess(raw, probe.bootTime) ?? []);
  const own = ownNamespaces(all.find(({ pid }) => pid === probe.asker));
  const processes = all.filter(({ pid, parent }) => pid !== probe.asker && parent !== probe.asker);
  const problem = findGaps(probe);
  return {
    container,
    processes,
    own,
    ...(probe.clockMs === undefined ? {} : { clockMs: probe.clockMs }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** A process started in a container stands in the container's own. */
export function ownNamespaces(asker: ProcessInfo | undefined): ReadonlyMap<NamespaceKind, number> {
  return new Map(
    (asker?.namespaces ?? []).flatMap(({ kind, inode }) => (inode === undefined ? [] : [[kind, inode] as const])),
  );
}

function findGaps({ complete, processCount, processes }: ParsedProbe): string | undefined {
  if (!complete) return 'The answer was cut short: there may be more processes.';
  if (processes.length >= processCount || processCount - processes.length < processCount / 10) return undefined;
  return `Only ${processes.length} of ${processCount} processes were asked for.`;
}
