import { AppError } from '../../../preload/contract/errors.ts';
import { maskSecrets } from '../find/mask-secrets.ts';

interface KnownFailure {
  /** At the start of a line of what was printed. */
  readonly pattern: RegExp;
  readonly code: 'ATTACH_REFUSED' | 'JCMD_FAILED' | 'RECORDING_LIMIT';
  readonly advice: string;
}

const REFUSALS: readonly KnownFailure[] = [
  {
    pattern: /Unable to open socket file/,
    code: 'ATTACH_REFUSED',
    advice:
      'The JVM did not answer in time: it may be suspended or short of processor time, or its /tmp cannot be written. A thread dump may have been printed to the pod’s log.',
  },
  {
    pattern: /Unable to access root directory|Operation not permitted|is not secure/,
    code: 'ATTACH_REFUSED',
    advice:
      'The debug container has another user or too few rights. Start one with the profile general, or as the JVM’s own user and group.',
  },
  {
    pattern: /does not support the attach mechanism/,
    code: 'ATTACH_REFUSED',
    advice: 'It was started with -XX:+DisableAttachMechanism; only a restart without it helps.',
  },
  {
    pattern: /non existent JVM pid|not ready to participate|No such process/,
    code: 'ATTACH_REFUSED',
    advice: 'The process has ended, is still starting, or is not a JVM. Refresh the list.',
  },
];

/** The JVM says these with the code for success. */
const ANSWERS: readonly KnownFailure[] = [
  {
    pattern: /^Module jdk\.jfr not found/m,
    code: 'JCMD_FAILED',
    advice: 'This JVM was built without flight recordings.',
  },
  {
    pattern: /^Can't create Flight Recorder/m,
    code: 'JCMD_FAILED',
    advice: 'The JVM’s temporary folder is missing or cannot be written.',
  },
  {
    pattern: /^Could not start recording, not able to write to file/m,
    code: 'JCMD_FAILED',
    advice: 'Choose a folder that the JVM’s user can write to.',
  },
  {
    pattern: /^Could not (?:parse settings file|find file)/m,
    code: 'JCMD_FAILED',
    advice: 'Settings are looked for in the JVM’s own file system; use default or profile.',
  },
  {
    pattern: /^(?:Could not (?:find|stop recording)|No recordings? to dump)/m,
    code: 'JCMD_FAILED',
    advice: 'The recording has ended or never was. Refresh the list.',
  },
  {
    pattern: /no space left on device/i,
    code: 'RECORDING_LIMIT',
    advice: 'The disk of the JVM’s container is full.',
  },
  {
    pattern: /^(?:Dump failed|Could not dump)/m,
    code: 'JCMD_FAILED',
    advice: 'Choose another folder, with space, that the JVM’s user can write to.',
  },
  { pattern: /^Could not start recording/m, code: 'JCMD_FAILED', advice: 'Nothing was started.' },
  {
    pattern: /^(?:Name of recording can't be numeric|duration must be at least)/m,
    code: 'JCMD_FAILED',
    advice: 'Choose another value.',
  },
  {
    pattern: /Unknown diagnostic command/,
    code: 'JCMD_FAILED',
    advice: 'This JVM’s version does not know the command.',
  },
];

const OUTPUT_LIMIT = 2000;
/** Below them an answer may quote such a text, as the list of exceptions in `VM.info` does. */
const OPENING_LINES = 5;

/** `undefined` if what was printed is an answer. */
export function findFailure(output: string, exitCode: number): AppError | undefined {
  const refusal = exitCode === 0 ? undefined : REFUSALS.find(({ pattern }) => pattern.test(output));
  const known = refusal ?? ANSWERS.find(({ pattern }) => pattern.test(opening(output)));
  if (known === undefined && exitCode === 0) return undefined;

  const lines = output.split('\n').map((line) => line.trim());
  const line = lines.find((candidate) => known?.pattern.test(candidate) ?? candidate !== '') ?? '';
  const said = maskSecrets([line]).join('');
  const message = `${said === '' ? 'jcmd failed without a word.' : said} ${known?.advice ?? 'The JVM gives no other reason.'}`;
  switch (known?.code) {
    case 'ATTACH_REFUSED':
      return new AppError('ATTACH_REFUSED', message, { reason: said });
    case 'RECORDING_LIMIT':
      return new AppError('RECORDING_LIMIT', message, {});
    case 'JCMD_FAILED':
    case undefined:
      return new AppError('JCMD_FAILED', message, { output: output.slice(0, OUTPUT_LIMIT) });
  }
}

function opening(output: string): string {
  return output
    .split('\n', 4 * OPENING_LINES)
    .filter((line) => line.trim() !== '')
    .slice(0, OPENING_LINES)
    .join('\n');
}
