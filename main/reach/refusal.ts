import { AppError } from '../../preload/contract/errors.ts';
import { visibleText } from '../kube/index.ts';
import type { ReachResult } from './result-line.ts';

/** What was asked for, as far as an error names it. */
export interface Question {
  readonly verb: string;
  readonly pid: number;
  /** A path, or a command of a virtual machine; fit to be shown. */
  readonly about: string;
}

const SHOWN_CHARACTERS = 400;
const COMMAND = 'kesako-reach';

export function questionOf(words: readonly (string | Uint8Array)[]): Question {
  const texts = words.map((word) => visibleText(Buffer.from(word).toString('utf8'), SHOWN_CHARACTERS));
  const [verb = '', ...others] = texts;
  const [pid = '', ...rest] = others.filter((text) => !text.startsWith('--'));
  return { verb, pid: Number(pid), about: rest[0] ?? '' };
}

const ATTACH_REASONS: Readonly<Record<string, string>> = {
  'not-a-jvm': 'This is not a HotSpot virtual machine, or it is still starting. Nothing was sent to it.',
  'attach-disabled': 'It was started with -XX:+DisableAttachMechanism; only a restart without it helps.',
  'tmp-unusable': 'The JVM needs a /tmp that it can write to. Mount an emptyDir at /tmp.',
  stopped: 'The process is stopped by SIGSTOP or a debugger. Nothing was sent to it.',
  'attach-timeout': 'The JVM did not answer in time. A thread dump may appear in the pod’s log.',
  'socket-refused': 'Something else sits at the JVM’s attach address in /tmp. Nothing was sent to it.',
  'no-reply': 'The JVM hung up without an answer. If it has ended, its log may say why.',
  'reply-timeout': 'There is no answer yet; the JVM may still be carrying the command out.',
};

/** What asks a JVM to listen: in its /tmp, with its number in its own PID namespace. */
export function attachFile({ facts }: ReachResult): string {
  return `/tmp/.attach_pid${facts.get('nspid') ?? ''}`;
}

/** The error that a verb's end means; `output` is what it printed before, for a JVM's own words. */
export function refusalOf(result: ReachResult, question: Question, output = ''): AppError {
  const { about: path, pid } = question;
  const attachReason = ATTACH_REASONS[result.outcome];
  if (attachReason !== undefined) {
    const reason = [result.outcome, result.detail].join(' ').trim();
    const leftFile = result.facts.get('attach_file') === '1' ? attachFile(result) : undefined;
    return new AppError('ATTACH_REFUSED', attachReason, { reason, ...(leftFile === undefined ? {} : { leftFile }) });
  }
  switch (result.outcome) {
    case 'no-process':
      return question.verb === 'jcmd' || question.verb === 'jvm'
        ? new AppError('JVM_NOT_FOUND', `Process ${String(pid)} has ended.`, { pid })
        : new AppError('PATH_NOT_FOUND', `There is no process ${String(pid)} any more.`, { path });
    case 'no-access':
      return new AppError(
        'PATH_DENIED',
        `Process ${String(pid)} may not be looked into: the debug container needs the same user and group, or SYS_PTRACE (profile general or sysadmin).`,
        { path },
      );
    case 'not-found':
      return new AppError('PATH_NOT_FOUND', `${path} is not there.`, { path });
    case 'link-loop':
      return new AppError('PATH_NOT_FOUND', `${path} leads nowhere: round in a circle, or out of the container.`, {
        path,
      });
    case 'denied':
      return new AppError('PATH_DENIED', `${path} may not be touched by this user.`, { path });
    case 'read-only':
      return new AppError('PATH_DENIED', `${path} is on a read-only file system.`, { path });
    case 'not-a-directory':
      return new AppError('NOT_A_DIRECTORY', `${path} is not a directory.`, { path });
    case 'not-a-file':
      return new AppError('NOT_A_FILE', `${path} is not a regular file.`, { path });
    case 'exists':
      return new AppError('CONFLICT', `${path} is there already.`, { name: path });
    case 'not-empty':
      return new AppError('CONFLICT', `${path} is not empty.`, { name: path });
    case 'no-space':
      return new AppError('DISK_FULL', `There is not enough space in the container for ${path}.`, {
        here: false,
        freeBytes: Number(result.facts.get('free') ?? 0),
      });
    case 'mismatch':
      return result.detail === 'sha256'
        ? new AppError('CHECKSUM_MISMATCH', `${path} did not arrive as it was sent.`, {
            expected: '',
            actual: result.facts.get('sha256') ?? '',
          })
        : new AppError('FILE_CHANGED', `${path} is no longer what it was.`, { path });
    case 'command-failed':
      return new AppError('JCMD_FAILED', output === '' ? 'The JVM refused the command.' : output, { output });
    case 'interrupted':
      return new AppError('CANCELLED', 'Cancelled.', {});
    default: {
      const said = [result.outcome, result.detail, result.errorNumber].filter((word) => word !== undefined).join(' ');
      const data = { command: [COMMAND, question.verb], exitCode: result.exitCode, stderr: said };
      return new AppError('COMMAND_FAILED', `${question.verb} of ${path} failed: ${said}.`, data);
    }
  }
}
