/** What to run to see with one's own eyes what a cell says. Pure. */
import type { NamespaceKind, NamespaceRow, PodDetail } from '../../preload/contract/index.ts';

export interface ProofCommand {
  /** The debug container it runs in. */
  readonly container: string;
  readonly command: readonly string[];
  /** What its answer shows. */
  readonly shows: string;
}

export interface ProofQuestion {
  readonly kind: NamespaceKind;
  readonly row: NamespaceRow;
  readonly rows: readonly NamespaceRow[];
  readonly detail: PodDetail;
}

/** `undefined` without a debug container to run anything in. */
export function proofOf({ kind, row, rows, detail }: ProofQuestion): ProofCommand | undefined {
  const running = new Set(
    detail.containers
      .filter(({ kind: role, state }) => role === 'ephemeral' && state.state === 'running')
      .map(({ name }) => name),
  );
  const groupOf = (other: NamespaceRow): string | undefined => other.cells.find((cell) => cell.kind === kind)?.group;
  const provers = rows.filter(({ container }) => running.has(container));
  const sees = provers.find(({ container }) => container === row.main?.seenFrom);
  const sharing = provers.find(
    (other) => other !== row && groupOf(other) !== undefined && groupOf(other) === groupOf(row),
  );
  const byPath = kind === 'mnt' || kind === 'cgroup' || kind === 'user' || kind === 'time';
  const prover = byPath ? (sees ?? sharing ?? provers[0]) : (sharing ?? sees ?? provers[0]);
  if (prover === undefined) return undefined;
  const isShared = groupOf(prover) !== undefined && groupOf(prover) === groupOf(row);
  const pid = prover === sees && row.main !== undefined ? String(row.main.pid) : undefined;
  return {
    container: prover.container,
    ...commandOf(kind, { prover: prover.container, name: row.container, isShared, pid, port: portOf(row, detail) }),
  };
}

interface Circumstances {
  readonly prover: string;
  readonly name: string;
  readonly isShared: boolean;
  /** Of the row's main process, if the prover sees it. */
  readonly pid: string | undefined;
  readonly port: number | undefined;
}

function commandOf(
  kind: NamespaceKind,
  { prover, name, isShared, pid, port }: Circumstances,
): Omit<ProofCommand, 'container'> {
  const own = `what ${prover} has`;
  switch (kind) {
    case 'net':
      return port !== undefined && isShared
        ? {
            command: ['wget', '-qO-', `localhost:${String(port)}`],
            shows: `what listens on port ${String(port)} answers on ${prover}’s localhost`,
          }
        : { command: ['netstat', '-lnt'], shows: isShared ? 'the same listening ports' : own };
    case 'pid':
      return {
        command: ['ps'],
        shows: isShared ? `${name}’s processes among its own` : `only ${prover}’s own processes`,
      };
    case 'uts':
      return { command: ['hostname'], shows: isShared ? 'the same host name' : own };
    case 'ipc':
      return { command: ['ipcs'], shows: isShared ? 'the same queues, shared memory and semaphores' : own };
    case 'mnt':
      return pid === undefined
        ? { command: ['readlink', '/proc/self/ns/mnt'], shows: own }
        : { command: ['ls', `/proc/${pid}/root/`], shows: `${name}’s files, though mnt is not shared` };
    case 'user':
      return {
        command: ['cat', `/proc/${pid ?? 'self'}/uid_map`],
        shows: 'inside, outside, and how many users are mapped',
      };
    case 'cgroup':
      return { command: ['cat', `/proc/${pid ?? 'self'}/cgroup`], shows: 'its resource groups, as seen from here' };
    case 'time':
      return { command: ['cat', `/proc/${pid ?? 'self'}/timens_offsets`], shows: 'offsets to the node’s clocks' };
  }
}

function portOf(row: NamespaceRow, detail: PodDetail): number | undefined {
  const tcp = detail.containers.flatMap(({ name, ports }) =>
    ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => ({ name, port })),
  );
  return (tcp.find(({ name }) => name === row.container) ?? tcp[0])?.port;
}
