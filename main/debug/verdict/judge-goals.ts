/** For each goal the plan with the least rights that reaches it, of those that the cluster admits. Pure. */
import { DebugGoal, type DebugProfile, type GoalVerdict } from '../../../preload/contract/index.ts';
import type { Container, Pod } from '../../kube/index.ts';

/** Whether a dry run with this profile was accepted; the others ask for as much as general. */
export type AdmittedProfiles = Readonly<Record<'restricted' | 'baseline' | 'general', boolean>>;

export interface GoalFacts {
  readonly pod: Pod;
  /** Empty: none. */
  readonly target: string;
  readonly admitted: AdmittedProfiles;
}

interface Way {
  readonly profile: DebugProfile;
  readonly user?: number;
  /** What stays uncertain on this way. */
  readonly limit?: string;
}

const GOALS = DebugGoal.options;
/** A user without rights, for what needs none. */
const NOBODY = 65_534;

export function judgeGoals(facts: GoalFacts): readonly GoalVerdict[] {
  return GOALS.map((goal) => judgeGoal(goal, facts));
}

function judgeGoal(goal: DebugGoal, facts: GoalFacts): GoalVerdict {
  if (goal !== 'capture' && !seesProcesses(facts)) {
    return {
      goal,
      answer: 'cannot',
      sentence: 'Without a running target it sees no processes but its own.',
      remedy: 'Choose a running target, share processes, or copy the pod.',
    };
  }
  const identity = identify(facts);
  const ways = waysTo(goal, identity);
  const way = ways.find((candidate) => isAdmitted(candidate, facts.admitted));
  if (way === undefined) {
    const [least] = ways;
    return {
      goal,
      answer: 'cannot',
      sentence:
        least === undefined
          ? 'It needs root, which the pod forbids (runAsNonRoot), or the user of the target, which is not known.'
          : `It needs the profile ${least.profile}, which this Kubernetes namespace does not admit.`,
      remedy: 'Ask for a Kubernetes namespace that allows more, or copy the pod.',
    };
  }
  const { profile, user, limit } = way;
  return {
    goal,
    answer: limit === undefined ? 'can' : 'limited',
    sentence: `Profile ${profile}${user === undefined ? '' : ` as user ${user}`}${limit === undefined ? '.' : `: ${limit}`}`,
    plan: { profile, ...(user === undefined ? {} : { runAsUser: user }) },
  };
}

function seesProcesses({ pod, target }: GoalFacts): boolean {
  if (pod.spec?.shareProcessNamespace === true || pod.spec?.hostPID === true) return true;
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {};
  const status = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === target);
  return status?.state?.running !== undefined;
}

interface Identity {
  /** The target's number; `undefined`: the image says it. */
  readonly user: number | undefined;
  /** More than the runtime gives to everyone. */
  readonly hasMore: boolean;
  readonly rootIsPossible: boolean;
  /** The user that root has to be asked for with, where the pod says another. */
  readonly root: 0 | undefined;
}

function identify({ pod, target }: GoalFacts): Identity {
  const { containers = [], initContainers = [], securityContext } = pod.spec ?? {};
  const container: Container | undefined = [...containers, ...initContainers].find(({ name }) => name === target);
  const own = container?.securityContext;
  const podUser = securityContext?.runAsUser;
  return {
    user: own?.runAsUser ?? podUser,
    hasMore: own?.privileged === true || (own?.capabilities?.add ?? []).length > 0,
    rootIsPossible: securityContext?.runAsNonRoot !== true,
    root: podUser === undefined || podUser === 0 ? undefined : 0,
  };
}

/** From the least to the most. */
function waysTo(goal: DebugGoal, { user, hasMore, rootIsPossible, root }: Identity): readonly Way[] {
  const asRoot = root === undefined ? {} : { user: root };
  const isOrdinary = user !== undefined && user !== 0;
  const sameUser = (limit?: string): readonly Way[] =>
    isOrdinary && !hasMore
      ? (['restricted', 'baseline'] as const).map((profile) => ({
          profile,
          user,
          ...(limit === undefined ? {} : { limit }),
        }))
      : [];
  const withRoot = (...ways: readonly Way[]): readonly Way[] => (rootIsPossible ? ways : []);
  switch (goal) {
    case 'processes':
      return [
        { profile: 'restricted', user: isOrdinary ? user : NOBODY },
        { profile: 'baseline', ...(isOrdinary ? { user } : rootIsPossible ? {} : { user: NOBODY }) },
        ...withRoot({ profile: 'general' }),
      ];
    case 'files':
    case 'jvm':
      return [
        ...sameUser(),
        ...withRoot(...(user === 0 && !hasMore ? [{ profile: 'baseline' as const, ...asRoot }] : []), {
          profile: 'general',
          ...asRoot,
        }),
      ];
    case 'trace':
      return [
        ...withRoot({ profile: 'general', ...asRoot }),
        ...sameUser('only if the node lets users trace their own processes (kernel.yama.ptrace_scope 0).'),
      ];
    case 'capture':
      return withRoot({ profile: 'netadmin', ...asRoot });
  }
}

function isAdmitted({ profile }: Way, admitted: AdmittedProfiles): boolean {
  switch (profile) {
    case 'restricted':
    case 'baseline':
      return admitted[profile];
    case 'legacy':
    case 'general':
    case 'netadmin':
    case 'sysadmin':
      return admitted.general;
  }
}
