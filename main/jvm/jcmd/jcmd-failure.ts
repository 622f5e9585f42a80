import { AppError } from '../../../preload/contract/errors.ts';
import { maskSecrets } from '../find/mask-secrets.ts';

interface KnownFailure {
  /** At the start of a line of the answer. */
  readonly pattern: RegExp;
  readonly code: 'JCMD_FAILED' | 'RECORDING_LIMIT';
  readonly advice: string;
}

/** The JVM says most of these with the code for success. */
const ANSWERS: readonly KnownFailure[] = [
  {
    pattern: /^Module jdk\.jfr not found/m,
    code: 'JCMD_FAILED',
    advice:
      'This Java runtime was built without flight recordings. Thread dump, class histogram and heap dump still work.',
  },
  {
    pattern: /^Can't create Flight Recorder/m,
    code: 'JCMD_FAILED',
    advice:
      'The JVM’s temporary folder is missing or cannot be written. Run JFR.configure repositorypath=FOLDER with one that can, then start again.',
  },
  {
    pattern: /^Could not start recording, not able to write to file/m,
    code: 'JCMD_FAILED',
    advice: 'Choose a folder that the JVM’s user can write to.',
  },
  {
    pattern: /^Could not (?:parse settings file|find (?:settings )?file)/m,
    code: 'JCMD_FAILED',
    advice: 'Settings are looked for in the JVM’s own file system; use a template of this app, or your own .jfc file.',
  },
  {
    pattern: /^(?:Could not (?:find|stop recording)|No recordings? to dump|Recording must be started before)/m,
    code: 'JCMD_FAILED',
    advice: 'The recording has ended, has not begun, or never was. Refresh the list.',
  },
  {
    pattern: /no space left on device|^Dump file is incomplete/im,
    code: 'RECORDING_LIMIT',
    advice: 'The disk of the JVM’s container is full; what was written is not complete.',
  },
  {
    pattern: /^Unable to create .*: File exists/m,
    code: 'JCMD_FAILED',
    advice: 'A file of this name is there already. Choose another name.',
  },
  {
    pattern: /^Unable to create /m,
    code: 'JCMD_FAILED',
    advice: 'Choose a folder of the JVM’s file system that its user can write to.',
  },
  {
    pattern: /^(?:Dump failed|Could not dump)/m,
    code: 'JCMD_FAILED',
    advice: 'Choose another folder, with space, that the JVM’s user can write to.',
  },
  { pattern: /^Could not start recording/m, code: 'JCMD_FAILED', advice: 'Nothing was started.' },
  {
    pattern: /^(?:Name of recording can't be numeric|duration must be at least|delay must be at least)/m,
    code: 'JCMD_FAILED',
    advice: 'Choose another value.',
  },
  {
    pattern: /^Native memory tracking is not enabled/m,
    code: 'JCMD_FAILED',
    advice:
      'The JVM keeps that account only when it is started with -XX:NativeMemoryTracking=summary, which costs a few per cent.',
  },
  {
    pattern: /Unknown diagnostic command/,
    code: 'JCMD_FAILED',
    advice: 'This JVM’s version does not have the command.',
  },
  {
    pattern: /^java\.lang\.IllegalArgumentException: /m,
    code: 'JCMD_FAILED',
    advice: 'Look at the command’s help for what it takes.',
  },
];

const OUTPUT_LIMIT = 2000;
/** Below them an answer may quote such a text, as the list of exceptions in `VM.info` does. */
const OPENING_LINES = 5;

/** `undefined` if it is an answer; `isRefused` if the JVM has said that it failed. */
export function findFailure(output: string, isRefused: boolean): AppError | undefined {
  const known = ANSWERS.find(({ pattern }) => pattern.test(opening(output)));
  if (known === undefined && !isRefused) return undefined;

  const lines = output
    .slice(0, OUTPUT_LIMIT)
    .split('\n')
    .map((line) => line.trim());
  const line = lines.find((candidate) => known?.pattern.test(candidate) ?? candidate !== '') ?? '';
  const said = maskSecrets([line]).join('');
  const message = `${said === '' ? 'The JVM refused the command without a word.' : said} ${known?.advice ?? 'The JVM gives no other reason.'}`;
  return known?.code === 'RECORDING_LIMIT'
    ? new AppError('RECORDING_LIMIT', message, {})
    : new AppError('JCMD_FAILED', message, { output: maskSecrets([output.slice(0, OUTPUT_LIMIT)]).join('') });
}

function opening(output: string): string {
  return output
    .slice(0, 4 * OUTPUT_LIMIT)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, OPENING_LINES)
    .join('\n');
}
