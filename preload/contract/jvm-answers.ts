/** What a JVM answers to diagnostic commands, taken apart. */

export interface JavaThread {
  readonly name: string;
  /** `#12` of Java threads; threads of the virtual machine itself have none. */
  readonly number?: number;
  readonly isDaemon: boolean;
  readonly nativeId?: number;
  readonly cpuMs?: number;
  readonly elapsedSeconds?: number;
  /** `java.lang.Thread.State`; absent for threads of the virtual machine itself. */
  readonly state?: JavaThreadState;
  /** `sleeping`, `parking`, `on object monitor`. */
  readonly detail?: string;
  /** Index into `stacks`. */
  readonly stack: number;
  /** Index into `locks`: what it needs to go on, or to be told by. */
  readonly waitsFor?: number;
  /** Indexes into `locks`. */
  readonly holds: readonly number[];
}

export const JAVA_THREAD_STATES = ['NEW', 'RUNNABLE', 'BLOCKED', 'WAITING', 'TIMED_WAITING', 'TERMINATED'] as const;
export type JavaThreadState = (typeof JAVA_THREAD_STATES)[number];

export interface JavaLock {
  /** The object's address while nothing moved it: good within one dump only. */
  readonly address: string;
  readonly className: string;
  /** Index into `threads`. */
  readonly owner?: number;
  /** Indexes into `threads`: those that need it to go on. */
  readonly waiters: readonly number[];
}

/** Equal stacks stand once. */
export interface ThreadDump {
  /** ISO 8601, when the app asked. */
  readonly at: string;
  /** `OpenJDK 64-Bit Server VM (17.0.15+6 …)`. */
  readonly machine: string;
  /** Each a line without `at`. */
  readonly frames: readonly string[];
  /** Indexes into `frames`, the innermost first. */
  readonly stacks: readonly (readonly number[])[];
  readonly threads: readonly JavaThread[];
  readonly locks: readonly JavaLock[];
  /** Threads that wait for one another in a circle: each needs a lock that the next one holds. Indexes into `threads`. */
  readonly deadlocks: readonly (readonly number[])[];
}

export interface ClassHistogram {
  readonly at: string;
  /** Largest first. */
  readonly classes: readonly {
    readonly name: string;
    readonly module?: string;
    readonly instances: number;
    readonly bytes: number;
  }[];
  readonly instances: number;
  readonly bytes: number;
  /** More classes than are told. */
  readonly truncated: boolean;
}

export interface NativeMemory {
  readonly reservedBytes: number;
  readonly committedBytes: number;
  readonly categories: readonly {
    readonly name: string;
    readonly reservedBytes: number;
    readonly committedBytes: number;
  }[];
}

export interface VmFlag {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** `product`, `manageable`, `diagnostic` … */
  readonly kinds: readonly string[];
  /** `default`, `command line`, `ergonomic`, `environment` … */
  readonly origin: string;
}

export interface SystemProperty {
  readonly name: string;
  /** Covered if the name or the value looks like a secret. */
  readonly value: string;
  readonly isMasked: boolean;
}

export interface CodeCache {
  readonly heaps: readonly {
    readonly name: string;
    readonly sizeBytes: number;
    readonly usedBytes: number;
    readonly maxUsedBytes: number;
  }[];
  readonly blobs: number;
  readonly methods: number;
  readonly isCompiling: boolean;
  /** How often it was full: the compiler stops then. */
  readonly fullCount: number;
}

export interface CompilerQueue {
  readonly current: readonly string[];
  readonly queues: readonly { readonly name: string; readonly tasks: readonly string[] }[];
}

/** Of `GC.heap_info`, before and after. */
export interface CollectedGarbage {
  readonly usedBeforeBytes?: number;
  readonly usedAfterBytes?: number;
}

/** `reads`: and no more; `pauses`: stops the application for a while; `changes`: the JVM is another one afterwards, or a file is written. */
export type CommandEffect = 'reads' | 'pauses' | 'changes';

export interface JvmCommand {
  readonly name: string;
  readonly effect: CommandEffect;
}

export interface CommandHelp {
  readonly name: string;
  readonly summary: string;
  /** In the JVM's own words: `Medium: Depends on the number of threads.` */
  readonly impact?: string;
  readonly syntax?: string;
  readonly parameters: readonly {
    readonly name: string;
    /** Told as `name=value`, or by its place. */
    readonly kind: 'option' | 'argument';
    readonly description: string;
    readonly type?: string;
    readonly defaultValue?: string;
  }[];
  /** All of it, as the JVM says it. */
  readonly text: string;
}
