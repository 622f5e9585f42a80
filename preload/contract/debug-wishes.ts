/** What may be wished of a debug container, wherever it is put: kubectl's options, and what its users ask for beside them. */
import { z } from 'zod';

/** kubectl's own, in its order; `general` is its default from 1.36 on. */
export const DEBUG_PROFILES = ['legacy', 'general', 'baseline', 'netadmin', 'restricted', 'sysadmin'] as const;
export const DebugProfile = z.enum(DEBUG_PROFILES);
export type DebugProfile = z.infer<typeof DebugProfile>;

/** What somebody wants of a pod. */
export const DebugGoal = z.enum(['processes', 'files', 'jvm', 'trace', 'capture']);
export type DebugGoal = z.infer<typeof DebugGoal>;

const COMMAND_LIMIT = 64;
const CUSTOM_LIMIT = 64 * 1024;
/** Numbers of users and groups as the kernel has them. */
const USER_LIMIT = 2 ** 31 - 1;
const userNumber = z.number().int().min(0).max(USER_LIMIT);

export const KEEP_ALIVE_SECONDS = { least: 60, usual: 8 * 60 * 60, most: 7 * 24 * 60 * 60 } as const;

const quantities = z.record(z.string().max(253), z.string().max(64)).default({});

export const DebugWishes = z.object({
  image: z.string().trim().min(1).max(512),
  /** Chosen by main when absent: `debugger-` and five characters. */
  name: z.string().max(253).optional(),
  profile: DebugProfile,
  /** Replaces the image's entry point, or is given to it with `argumentsOnly`. */
  command: z.array(z.string().max(8192)).max(COMMAND_LIMIT).default([]),
  argumentsOnly: z.boolean().default(false),
  environment: z
    .array(z.object({ name: z.string().min(1).max(253), value: z.string().max(32_768) }))
    .max(64)
    .default([]),
  imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional(),
  /** kubectl's `-i` and `-t`: fields of the container, not only of the session. */
  stdin: z.boolean().default(true),
  tty: z.boolean().default(true),
  /** For the kubectl line only: the window itself opens the terminal. */
  attach: z.boolean().default(true),
  /** A partial container, JSON or YAML, as kubectl's `--custom` file; empty: none. */
  custom: z.string().max(CUSTOM_LIMIT).default(''),
  runAsUser: userNumber.optional(),
  runAsGroup: userNumber.optional(),
  /** By reference: `envFrom` and `valueFrom` are taken over as they are, so that no secret is copied. */
  targetEnvironment: z.boolean().default(false),
  /** The target's volume mounts but for sub-paths, which the API allows to no ephemeral container. */
  targetMounts: z.boolean().default(false),
  /**
   * The container's process only waits, and ends by itself after this time, also when nobody is there; shells come in by
   * exec, so that nothing that is typed lands in its log. Absent: as kubectl does it.
   */
  keepAliveSeconds: z.number().int().min(KEEP_ALIVE_SECONDS.least).max(KEEP_ALIVE_SECONDS.most).optional(),
});
export type DebugWishes = z.output<typeof DebugWishes>;

/** Of an ordinary container; ephemeral ones may have none. */
export const ContainerResources = z.object({ requests: quantities, limits: quantities });
export type ContainerResources = z.output<typeof ContainerResources>;
