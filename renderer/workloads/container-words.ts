/** Facts about containers as sentences. */
import type { ContainerDetail, ContainerKind, ContainerState, SecurityFacts } from '../../preload/contract/index.ts';
import type { State } from '../ui/index.ts';

export interface StateWords {
  readonly state: State;
  readonly words: string;
  /** When this state began; ISO 8601. */
  readonly since?: string;
  /** The kubelet's or the runtime's own message. */
  readonly message?: string;
}

/** Reasons to wait that pass by themselves; all others (ImagePullBackOff, CreateContainerError…) need someone. */
const PASSING_REASONS: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing', 'Pulling']);

/** What is normal for a container: to go on, to end when its work is done, or to stay as long as a person wants it. */
export type Expectation = 'runs' | 'ends' | 'visits';

/** The runtime's word for an end that is the program's own affair. */
const OWN_ENDS: ReadonlySet<string | undefined> = new Set([undefined, 'Completed', 'Error']);

export function stateWords(container: ContainerState, expected: Expectation): StateWords {
  switch (container.state) {
    case 'running':
      return { state: 'good', words: 'Running', ...optional('since', container.startedAt) };
    case 'waiting': {
      const passing = container.reason === undefined || PASSING_REASONS.has(container.reason);
      return {
        state: passing ? 'waiting' : 'bad',
        words: container.reason === undefined ? 'Waiting' : `Waiting: ${container.reason}`,
        ...optional('message', container.message),
      };
    }
    case 'terminated': {
      return {
        state: endState(container, expected),
        words: endWords(container),
        ...optional('since', container.finishedAt),
        ...optional('message', container.message),
      };
    }
    case 'unknown':
      return { state: 'unknown', words: 'The kubelet has not said anything about it yet' };
  }
}

/** A shell that was left ends with its last command's code: that says nothing about a debug container. */
function endState({ exitCode, reason }: Ended, expected: Expectation): State {
  if (expected === 'visits') return OWN_ENDS.has(reason) ? 'unknown' : 'bad';
  if (exitCode !== 0) return 'bad';
  return expected === 'ends' ? 'good' : 'unknown';
}

type Ended = Extract<ContainerState, { state: 'terminated' }>;

/** An exit code above 128 is a shell's and the runtime's way to say a signal: 137 is 128 + SIGKILL. */
function endWords(end: Ended): string {
  const signal = end.signal ?? (end.exitCode > 128 && end.exitCode < 160 ? end.exitCode - 128 : undefined);
  const code = `exit code ${end.exitCode}`;
  const killed = signal === undefined || signal === 0 ? code : `${code}, signal ${signal}${signalName(signal)}`;
  const reason = OWN_ENDS.has(end.reason) ? '' : `${end.reason ?? ''}: `;
  return `Ended: ${reason}${killed}`;
}

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  6: 'SIGABRT',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

function signalName(signal: number): string {
  const name = SIGNALS[signal];
  return name === undefined ? '' : ` (${name})`;
}

export function expectationOf(kind: ContainerKind): Expectation {
  if (kind === 'ephemeral') return 'visits';
  return kind === 'init' ? 'ends' : 'runs';
}

/** What the container may and may not do, the risky first. What the spec leaves open is said to be the image's or node's choice. */
export function securityWords(security: SecurityFacts): readonly string[] {
  const words: string[] = [];
  if (security.privileged === true) words.push('privileged: may do what root of the node may');
  words.push(userWords(security));
  if (security.capabilitiesAdded.length > 0) words.push(`adds ${security.capabilitiesAdded.join(', ')}`);
  if (security.capabilitiesDropped.length > 0) words.push(`drops ${security.capabilitiesDropped.join(', ')}`);
  if (security.allowPrivilegeEscalation === false) words.push('cannot gain privileges (no_new_privs)');
  if (security.readOnlyRootFilesystem === true) words.push('root file system is read-only');
  if (security.seccomp !== undefined) words.push(`seccomp ${security.seccomp}`);
  return words;
}

function userWords({ runAsUser, runAsGroup, runAsNonRoot }: SecurityFacts): string {
  const group = runAsGroup === undefined ? '' : `, group ${runAsGroup}`;
  if (runAsUser !== undefined) return `runs as user ${runAsUser}${runAsUser === 0 ? ' (root)' : ''}${group}`;
  return runAsNonRoot === true
    ? `runs as the image’s user, refused if that is root${group}`
    : `runs as the image’s user${group}`;
}

/** `100m CPU, 128Mi memory`; limits after requests, as kubectl describe has them. */
export function resourceWords({ requests, limits }: ContainerDetail['resources']): string {
  const list = (amounts: Readonly<Record<string, string>>): string =>
    Object.entries(amounts)
      .map(([name, amount]) => `${amount} ${name === 'cpu' ? 'CPU' : name}`)
      .join(', ');
  const [asked, most] = [list(requests), list(limits)];
  if (asked === '' && most === '') return 'none asked for, no limits';
  if (most === '') return `asks for ${asked}; no limits`;
  if (asked === most || asked === '') return `at most ${most}`;
  return `asks for ${asked}; at most ${most}`;
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  const entry: Partial<Record<Key, string>> = {};
  if (value !== undefined) entry[key] = value;
  return entry;
}
