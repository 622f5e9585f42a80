/**
 * Errors as data. Every expected failure of the app is one of these codes with the data declared here; whatever else is
 * thrown becomes INTERNAL at one place (the server half of the wire). A terminal that ends is not an error: see
 * `terminals.ts`, `TerminalEnd`.
 */

/** The data that comes with each code. A code without data has an empty record. */
export interface ErrorData {
  CANCELLED: Record<never, never>;

  DISCONNECTED: Record<never, never>;
  TIMEOUT: { readonly afterMs: number };
  PROTOCOL_MISMATCH: { readonly ours: number; readonly theirs: number };
  BAD_REQUEST: { readonly issues: readonly string[] };
  UNKNOWN_METHOD: { readonly method: string };

  KUBECONFIG_INVALID: { readonly file?: string; readonly entry?: string };
  CONTEXT_NOT_FOUND: { readonly context: string };
  /** `status`: it answered, with an HTTP status that says that it is not well. */
  UNREACHABLE: { readonly server: string; readonly status?: number };
  TLS: { readonly server: string };
  UNAUTHENTICATED: { readonly context: string };
  CREDENTIAL_PLUGIN_FAILED: {
    readonly command: string;
    readonly stderr?: string;
    readonly exitCode?: number;
    readonly installHint?: string;
  };

  FORBIDDEN: {
    readonly verb?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly kubeNamespace?: string;
    readonly name?: string;
  };
  NOT_FOUND: { readonly resource?: string; readonly name?: string };
  CONFLICT: { readonly resource?: string; readonly name?: string };
  /** `causes` are the server's own, word for word: `field: message`. */
  INVALID: { readonly causes: readonly { readonly field: string; readonly message: string }[] };
  ADMISSION_DENIED: { readonly policy?: string };
  THROTTLED: { readonly retryAfterSeconds?: number };
  UNSUPPORTED: { readonly feature: string; readonly version?: string };

  IMAGE_PULL: { readonly image: string; readonly reason: string };
  CONTAINER_CONFIG: { readonly reason: string };
  START_TIMEOUT: { readonly afterMs: number };
  TARGET_GONE: { readonly container: string };
  EXITED_EARLY: { readonly exitCode: number; readonly logTail: string };

  COMMAND_FAILED: { readonly command: readonly string[]; readonly exitCode: number; readonly stderr: string };
  TOOL_MISSING: { readonly tool: string };
  PATH_NOT_FOUND: { readonly path: string };
  PATH_DENIED: { readonly path: string };
  NOT_A_DIRECTORY: { readonly path: string };
  NOT_A_FILE: { readonly path: string };
  TOO_LARGE: { readonly limitBytes: number; readonly sizeBytes?: number };
  /** `here`: on this machine; else in the container. */
  DISK_FULL: { readonly here: boolean; readonly freeBytes: number; readonly neededBytes?: number };
  /** The stream ended without the server's word that all went well: what was received may be only a part. */
  STREAM_CUT: { readonly receivedBytes: number };
  FILE_CHANGED: { readonly path: string };
  CHECKSUM_MISMATCH: { readonly expected: string; readonly actual: string };

  /** The app's own program cannot work in this container; what has another way goes that way. */
  REACH_UNAVAILABLE: { readonly reason: ReachRefusal };

  JVM_NOT_FOUND: { readonly pid: number };
  /** `leftFile`: what asks the JVM to listen is still there; without it the pending signal would be a thread dump. */
  ATTACH_REFUSED: { readonly reason: string; readonly leftFile?: string };
  JCMD_FAILED: { readonly output: string };
  RECORDING_LIMIT: { readonly freeBytes?: number };
  JFR_UNREADABLE: { readonly version?: string };

  /** A manifest that cannot be read; line and column start at 1. */
  MANIFEST_INVALID: { readonly line?: number; readonly column?: number; readonly document?: number };

  INTERNAL: Record<never, never>;
}

export type ReachRefusal =
  /** By a setting of the context. */
  | 'switchedOff'
  /** The node's processor is none that there is a program for. */
  | 'machine'
  | 'noShell'
  | 'noFolder'
  | 'noSpace'
  /** Mounted noexec, or forbidden by a policy. */
  | 'noExecution';

export type ErrorCode = keyof ErrorData;

/** Codes after which the same request may succeed unchanged, provided it changes nothing by being sent twice. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'DISCONNECTED',
  'TIMEOUT',
  'UNREACHABLE',
  'THROTTLED',
  'STREAM_CUT',
]);

/** What crosses the wire. `stack` only in development. */
export interface ErrorForm<Code extends ErrorCode = ErrorCode> {
  readonly code: Code;
  readonly message: string;
  readonly data: ErrorData[Code];
  readonly cause?: string;
  readonly stack?: string;
}

export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly data: ErrorData[Code];

  constructor(code: Code, message: string, data: ErrorData[Code], options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }

  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }

  toForm(): ErrorForm<Code> {
    const { code, message, data, cause } = this;
    return cause instanceof Error ? { code, message, data, cause: cause.message } : { code, message, data };
  }

  static from(form: ErrorForm): AppError {
    return new AppError(form.code, form.message, form.data, form.cause === undefined ? {} : { cause: form.cause });
  }
}

/** Narrows an unknown to an AppError with this code. */
export function isAppError<Code extends ErrorCode>(error: unknown, code: Code): error is AppError<Code> {
  return error instanceof AppError && error.code === code;
}

/** Any thrown value as an AppError: what is not one already is a fault of ours. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error as AppError;
  if (error instanceof Error && error.name === 'AbortError') return cancelled();
  const message = error instanceof Error ? error.message : String(error);
  return new AppError('INTERNAL', message, {}, { cause: error });
}

export function cancelled(): AppError<'CANCELLED'> {
  return new AppError('CANCELLED', 'Cancelled.', {});
}
