/** The program's refusals in the words of containerd and runc. */
import { constants } from 'node:os';

import { RuntimeError } from '../container-runtime.ts';
import { Refusal } from './control.ts';

const { ENOENT, EACCES, EISDIR, ENOEXEC, ESRCH, ECONNREFUSED } = constants.errno;

const TEXTS: ReadonlyMap<number, string> = new Map([
  [ENOENT, 'no such file or directory'],
  [EACCES, 'permission denied'],
  [EISDIR, 'is a directory'],
  [ENOEXEC, 'exec format error'],
]);

/** Steps that fail because a process whose namespaces were to be entered has ended. */
const GONE_STEPS: ReadonlySet<string> = new Set(['node', 'sandbox', 'container', 'target']);

export interface Attempt {
  readonly kind: 'create' | 'exec';
  readonly program: string;
  readonly folder: string;
}

/** Anything else that is thrown is handed on as it is. */
export function explainRefusal(error: unknown, attempt: Attempt): unknown {
  if (!(error instanceof Refusal)) return error;
  const { step, errno } = error;
  const before =
    attempt.kind === 'exec'
      ? 'OCI runtime exec failed: exec failed: unable to start container process: '
      : 'OCI runtime create failed: runc create failed: unable to start container process: ';
  const say = (problem: RuntimeError['problem'], words: string): RuntimeError =>
    new RuntimeError(problem, `${before}${words}: unknown`);
  const text = TEXTS.get(errno) ?? `errno ${String(errno)}`;
  const program = `exec: "${attempt.program}": `;
  if (step === 'find' && errno === ENOENT) {
    const missing = attempt.program.includes('/')
      ? `stat ${attempt.program}: ${text}`
      : 'executable file not found in $PATH';
    return say('executableNotFound', program + missing);
  }
  if (step === 'find') return say('permissionDenied', program + text);
  if (step === 'execute') {
    return say(errno === ENOENT ? 'executableNotFound' : 'permissionDenied', `exec ${attempt.program}: ${text}`);
  }
  if (step === 'folder') {
    return say('noSuchDirectory', `chdir to cwd ("${attempt.folder}") set in config.json failed: ${text}`);
  }
  if (step === 'connect' && errno === ECONNREFUSED) return new RuntimeError('connectionRefused', 'connection refused');
  if (GONE_STEPS.has(step) && (errno === ENOENT || errno === ESRCH || step === 'target' || step === 'container')) {
    return new RuntimeError(step === 'target' ? 'targetNotRunning' : 'notRunning', `${step} is not running`);
  }
  return say('failed', `${step}: ${text}`);
}
