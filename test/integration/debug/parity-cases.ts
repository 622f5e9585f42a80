/** Every profile with every option that it can be combined with, for a debug container, a copy and a node. */
import { DEBUG_PROFILES, type DebugProfile } from '../../../preload/contract/debug-wishes.ts';

export interface ParityCase {
  readonly kind: 'container' | 'copy' | 'node';
  readonly name: string;
  readonly profile: DebugProfile;
  /** kubectl's options after the profile's. */
  readonly flags: readonly string[];
  /** Words after `--`. */
  readonly command: readonly string[];
  /** The same in the app's words. */
  readonly wish: Readonly<Record<string, unknown>>;
  /** Content of kubectl's custom file. */
  readonly custom?: string;
}

type Option = Partial<Pick<ParityCase, 'flags' | 'command' | 'wish' | 'custom'>>;

const COMMAND = ['sh', '-c', 'echo "two words"; exec sleep 60'];
const NO_STREAMS = { stdin: false, tty: false };

const CUSTOM_JSON = JSON.stringify({
  securityContext: { runAsUser: 0, runAsNonRoot: false, capabilities: { add: ['SYS_ADMIN'] } },
  env: [{ name: 'FROM_CUSTOM', value: '1' }],
  workingDir: '/tmp',
  unknownField: true,
});
const CUSTOM_YAML = `volumeMounts:
- name: scratch
  mountPath: /scratch
terminationMessagePolicy: FallbackToLogsOnError
imagePullPolicy: Never
stdin: false
`;
const CUSTOM_RESOURCES = JSON.stringify({ resources: { limits: { memory: '64Mi' } }, ports: [{ containerPort: 9 }] });

/** Options that all three know. */
const COMMON: Readonly<Record<string, Option>> = {
  plain: {},
  command: { command: COMMAND, wish: { command: COMMAND } },
  'arguments only': {
    flags: ['--arguments-only'],
    command: ['-x', 'y'],
    wish: { command: ['-x', 'y'], argumentsOnly: true },
  },
  environment: {
    flags: ['--env=A=1', '--env=B=two words', '--env=C='],
    wish: {
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: 'two words' },
        { name: 'C', value: '' },
      ],
    },
  },
  'pull always': { flags: ['--image-pull-policy=Always'], wish: { imagePullPolicy: 'Always' } },
  'no streams': { wish: NO_STREAMS },
  'custom JSON': { custom: CUSTOM_JSON, wish: { custom: CUSTOM_JSON } },
};

const CONTAINER: Readonly<Record<string, Option>> = {
  ...COMMON,
  'pull never': { flags: ['--image-pull-policy=Never'], wish: { imagePullPolicy: 'Never' } },
  'stdin alone': { wish: { tty: false } },
  target: { flags: ['--target=app'], wish: { target: 'app' } },
  'init target': { flags: ['--target=sidecar'], wish: { target: 'sidecar' } },
  'custom YAML': { custom: CUSTOM_YAML, wish: { custom: CUSTOM_YAML } },
  everything: {
    flags: ['--target=app', '--env=A=1', '--image-pull-policy=IfNotPresent'],
    command: COMMAND,
    custom: CUSTOM_JSON,
    wish: {
      target: 'app',
      environment: [{ name: 'A', value: '1' }],
      imagePullPolicy: 'IfNotPresent',
      command: COMMAND,
      custom: CUSTOM_JSON,
    },
  },
};

const KEEPS = ['labels', 'annotations', 'liveness', 'readiness', 'startup'] as const;
const keepWish = (part: string): string => `keep${part.charAt(0).toUpperCase()}${part.slice(1)}`;

const COPY: Readonly<Record<string, Option>> = {
  ...COMMON,
  'custom YAML': { custom: CUSTOM_YAML, wish: { custom: CUSTOM_YAML } },
  'custom resources': { custom: CUSTOM_RESOURCES, wish: { custom: CUSTOM_RESOURCES } },
  'share processes': { flags: ['--share-processes'], wish: { shareProcesses: true } },
  'share no processes': { flags: ['--share-processes=false'], wish: { shareProcesses: false } },
  'same node': { flags: ['--same-node'], wish: { sameNode: true } },
  replace: { flags: ['--replace'], wish: { replace: true } },
  'no init containers': { flags: ['--keep-init-containers=false'], wish: { keepInitContainers: false } },
  ...Object.fromEntries(
    KEEPS.map((part) => [`keep ${part}`, { flags: [`--keep-${part}`], wish: { [keepWish(part)]: true } }]),
  ),
  'keep all': {
    flags: KEEPS.map((part) => `--keep-${part}`),
    wish: Object.fromEntries(KEEPS.map((part) => [keepWish(part), true])),
  },
  'set all images': {
    flags: ['--set-image=*=busybox:1,app=busybox:latest'],
    wish: {
      setImages: [
        { container: '*', image: 'busybox:1' },
        { container: 'app', image: 'busybox:latest' },
      ],
    },
  },
  'existing container': { flags: ['--container=app'], command: COMMAND, wish: { name: 'app', command: COMMAND } },
  'existing init container': { flags: ['--container=prepare'], wish: { name: 'prepare' } },
};

/** Without an image: an existing container is edited, or images alone are changed. */
const COPY_WITHOUT_IMAGE: Readonly<Record<string, Option>> = {
  'command of an existing one': {
    flags: ['--container=app'],
    command: COMMAND,
    wish: { name: 'app', command: COMMAND },
  },
  'images alone': {
    flags: ['--set-image=app=busybox:1'],
    wish: { setImages: [{ container: 'app', image: 'busybox:1' }] },
  },
};

function combine(
  kind: ParityCase['kind'],
  options: Readonly<Record<string, Option>>,
  base: Option,
): readonly ParityCase[] {
  return DEBUG_PROFILES.flatMap((profile) =>
    Object.entries(options).map(([name, option]): ParityCase => {
      const wish = { ...base.wish, ...option.wish };
      const streams = 'stdin' in wish ? [] : 'tty' in wish ? ['-i'] : ['-i', '-t'];
      return {
        kind,
        name,
        profile,
        flags: [...streams, ...(base.flags ?? []), ...(option.flags ?? [])],
        command: option.command ?? [],
        wish,
        ...(option.custom === undefined ? {} : { custom: option.custom }),
      };
    }),
  );
}

const IMAGE: Option = { flags: ['--image=busybox'], wish: { image: 'busybox' } };

export const PARITY_CASES: readonly ParityCase[] = [
  ...combine('container', CONTAINER, {
    flags: [...(IMAGE.flags ?? []), '--container=dbg'],
    wish: { ...IMAGE.wish, name: 'dbg' },
  }),
  ...combine('copy', withName(COPY), IMAGE),
  ...combine('copy', COPY_WITHOUT_IMAGE, {}),
  ...combine('node', COMMON, IMAGE),
];

/** A generated name would differ: every copy says one. */
function withName(options: Readonly<Record<string, Option>>): Readonly<Record<string, Option>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      if (option.wish?.['name'] !== undefined) return [name, option];
      return [
        name,
        { ...option, flags: ['--container=dbg', ...(option.flags ?? [])], wish: { name: 'dbg', ...option.wish } },
      ];
    }),
  );
}
