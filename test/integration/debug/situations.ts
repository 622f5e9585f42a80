/** Pods and people in every state that decides whether a pod can be debugged, and what then happens. */

export type Happening =
  /** The container runs. */
  | 'runs'
  /** The server said no; nothing was changed. */
  | 'refused'
  /** It was added and does not start. */
  | 'waits'
  /** It was added; whether it runs may not be watched. */
  | 'unseen';

export interface Situation {
  readonly name: string;
  /** `team` has the pods; the others enforce what they are called, or have a policy or a quota. */
  readonly where?: 'team' | 'baseline' | 'restricted' | 'policy' | 'quota';
  readonly pod: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** What `kubectl wait` must see before. */
  readonly until?: string;
  readonly wish?: Readonly<Record<string, unknown>>;
  /** Rights that a person is given beside reading pods; absent: all. */
  readonly rights?: readonly string[];
  readonly kind?: 'copy';
  /** The pod is bound to a node of its own, which says this of itself and runs nothing. */
  readonly node?: { readonly kubeletVersion: string };
  readonly deleted?: true;
  readonly answer: 'can' | 'limited' | 'cannot';
  readonly happens: Happening;
  /** Words of the check that decides. */
  readonly says: RegExp;
}

const SLEEP = { name: 'app', image: 'busybox', command: ['sleep', '600'] };
const pod = (spec: object = {}, container: object = {}): Readonly<Record<string, unknown>> => ({
  terminationGracePeriodSeconds: 0,
  containers: [{ ...SLEEP, ...container }],
  ...spec,
});
const RUNS = 'condition=Ready';
const SCHEDULED = 'condition=PodScheduled';
const AS_1000 = { runAsUser: 1000 };
const STRICT = {
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
};
const STRICT_CONTAINER = { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } };
const TARGET = { target: 'app' };
const ALL_RIGHTS = [
  'patch pods/ephemeralcontainers',
  'get pods/attach',
  'create pods/attach',
  'get pods/exec',
  'create pods/exec',
  'get pods/log',
  'watch pods',
];
const without = (...missing: readonly string[]): readonly string[] =>
  ALL_RIGHTS.filter((right) => !missing.includes(right));

export const SITUATIONS: readonly Situation[] = [
  {
    name: 'a running target',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    answer: 'can',
    happens: 'runs',
    says: /target app is running/,
  },
  { name: 'no target', pod: pod(), until: RUNS, answer: 'limited', happens: 'runs', says: /only its own processes/ },
  {
    name: 'general under baseline',
    where: 'baseline',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    answer: 'cannot',
    happens: 'refused',
    says: /Pod Security "baseline" refuses/,
  },
  {
    name: 'baseline under baseline',
    where: 'baseline',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, profile: 'baseline' },
    answer: 'can',
    happens: 'runs',
    says: /dry run\) was accepted/,
  },
  {
    name: 'baseline under restricted',
    where: 'restricted',
    pod: pod(STRICT, STRICT_CONTAINER),
    until: RUNS,
    wish: { ...TARGET, profile: 'baseline' },
    answer: 'cannot',
    happens: 'refused',
    says: /Pod Security "restricted" refuses/,
  },
  {
    name: 'restricted under restricted',
    where: 'restricted',
    pod: pod(STRICT, STRICT_CONTAINER),
    until: RUNS,
    wish: { ...TARGET, profile: 'restricted' },
    answer: 'can',
    happens: 'runs',
    says: /runs as user 1000/,
  },
  {
    name: 'restricted with an image of root',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, profile: 'restricted' },
    answer: 'cannot',
    happens: 'waits',
    says: /forbids root/,
  },
  {
    name: 'restricted as a named user',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, ...AS_1000, profile: 'restricted' },
    answer: 'can',
    happens: 'runs',
    says: /runs as user 1000/,
  },
  {
    name: 'runAsNonRoot and an image of root',
    pod: pod({ securityContext: { runAsNonRoot: true } }, { securityContext: AS_1000 }),
    until: RUNS,
    wish: TARGET,
    answer: 'cannot',
    happens: 'waits',
    says: /pod forbids root/,
  },
  {
    name: 'runAsNonRoot and a named user',
    pod: pod({ securityContext: { runAsNonRoot: true } }, { securityContext: AS_1000 }),
    until: RUNS,
    wish: { ...TARGET, ...AS_1000 },
    answer: 'can',
    happens: 'runs',
    says: /runs as user 1000/,
  },
  {
    name: 'a pod of another user',
    pod: pod({ securityContext: AS_1000 }),
    until: RUNS,
    wish: TARGET,
    answer: 'can',
    happens: 'runs',
    says: /runs as user 1000/,
  },
  {
    name: 'a read-only root',
    pod: pod({}, { securityContext: { readOnlyRootFilesystem: true } }),
    until: RUNS,
    wish: TARGET,
    answer: 'can',
    happens: 'runs',
    says: /target app is running/,
  },
  {
    name: 'shared processes',
    pod: pod({ shareProcessNamespace: true }),
    until: RUNS,
    answer: 'can',
    happens: 'runs',
    says: /processes of all containers/,
  },
  {
    name: 'the host’s processes',
    pod: pod({ hostPID: true }),
    until: RUNS,
    answer: 'can',
    happens: 'runs',
    says: /processes of the whole node/,
  },
  {
    name: 'no right to add',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    rights: without('patch pods/ephemeralcontainers'),
    answer: 'cannot',
    happens: 'refused',
    says: /may not patch pods\/ephemeralcontainers/,
  },
  {
    name: 'no right to attach',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    rights: without('get pods/attach', 'create pods/attach'),
    answer: 'limited',
    happens: 'runs',
    says: /may not get pods\/attach, create pods\/attach/,
  },
  {
    name: 'no right to exec',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    rights: without('create pods/exec'),
    answer: 'limited',
    happens: 'runs',
    says: /may not create pods\/exec/,
  },
  {
    name: 'no right to read logs',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    rights: without('get pods/log'),
    answer: 'limited',
    happens: 'runs',
    says: /may not get pods\/log/,
  },
  {
    name: 'no right to watch',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    rights: without('watch pods'),
    answer: 'limited',
    happens: 'unseen',
    says: /may not watch pods/,
  },
  {
    name: 'a finished pod',
    pod: pod({ restartPolicy: 'Never' }, { command: ['true'] }),
    until: 'jsonpath={.status.phase}=Succeeded',
    answer: 'cannot',
    happens: 'waits',
    says: /has ended \(Succeeded/,
  },
  {
    name: 'a static pod',
    pod: pod({ nodeName: 'elsewhere' }),
    metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } },
    answer: 'cannot',
    happens: 'refused',
    says: /static pod/,
  },
  {
    name: 'a Windows pod',
    pod: pod({ os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } }),
    answer: 'cannot',
    happens: 'refused',
    says: /Windows pod/,
  },
  {
    name: 'a policy against the image',
    where: 'policy',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, image: 'busybox:1' },
    answer: 'cannot',
    happens: 'refused',
    says: /policy of the cluster refuses/,
  },
  {
    name: 'a policy and another image',
    where: 'policy',
    pod: pod(),
    until: RUNS,
    wish: TARGET,
    answer: 'can',
    happens: 'runs',
    says: /dry run\) was accepted/,
  },
  {
    name: 'a copy over the quota',
    where: 'quota',
    pod: pod(),
    until: RUNS,
    kind: 'copy',
    answer: 'cannot',
    happens: 'refused',
    says: /exceeded quota/,
  },
  {
    name: 'an image that must be there and is not',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, image: 'not-here:1', imagePullPolicy: 'Never' },
    answer: 'cannot',
    happens: 'waits',
    says: /is not on the node/,
  },
  {
    name: 'an image that nobody knows',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, image: 'localhost:1/none:1' },
    answer: 'limited',
    happens: 'waits',
    says: /is not on the node.*must be pulled/,
  },
  {
    name: 'a crash-looping target',
    pod: pod({}, { command: ['false'] }),
    until: 'jsonpath={.status.containerStatuses[0].restartCount}=1',
    wish: TARGET,
    answer: 'limited',
    happens: 'waits',
    says: /app is not running .*cannot start until it is/,
  },
  {
    name: 'init-stuck, with the target',
    pod: pod({ initContainers: [{ ...SLEEP, name: 'prepare' }] }),
    until: SCHEDULED,
    wish: TARGET,
    answer: 'limited',
    happens: 'waits',
    says: /app is not running .*cannot start until it is/,
  },
  {
    name: 'init-stuck, without a target',
    pod: pod({ initContainers: [{ ...SLEEP, name: 'prepare' }] }),
    until: SCHEDULED,
    answer: 'limited',
    happens: 'runs',
    says: /only its own processes/,
  },
  {
    name: 'no node',
    pod: pod({ nodeSelector: { nobody: 'has-it' } }),
    answer: 'limited',
    happens: 'waits',
    says: /no node yet/,
  },
  {
    name: 'being deleted',
    pod: pod(),
    metadata: { finalizers: ['kesako/held'] },
    until: RUNS,
    deleted: true,
    wish: { profile: 'general' },
    answer: 'cannot',
    happens: 'waits',
    says: /being deleted/,
  },
  {
    name: 'a name that is taken',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, name: 'app' },
    answer: 'cannot',
    happens: 'refused',
    says: /has a container app already/,
  },
  {
    name: 'a target that is not there',
    pod: pod(),
    until: RUNS,
    wish: { target: 'nobody' },
    answer: 'cannot',
    happens: 'refused',
    says: /no container nobody/,
  },
  {
    name: 'a node from before ephemeral containers',
    pod: pod(),
    node: { kubeletVersion: 'v1.15.12' },
    wish: TARGET,
    answer: 'cannot',
    happens: 'waits',
    says: /is v1\.15\.12: ephemeral containers came with/,
  },
  {
    name: 'a node that starts them by a feature gate only',
    pod: pod(),
    node: { kubeletVersion: 'v1.22.17' },
    wish: TARGET,
    answer: 'limited',
    happens: 'waits',
    says: /is v1\.22\.17: before v1\.23 it starts ephemeral containers only if/,
  },
  {
    name: 'an image of another processor',
    pod: pod(),
    until: RUNS,
    wish: { ...TARGET, image: 's390x/none:1' },
    answer: 'limited',
    happens: 'waits',
    says: /name says s390x, and the node is linux/,
  },
];
