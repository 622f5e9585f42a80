import type { AttachCheck, AttachVerdict } from '../../../preload/contract/jvm.ts';
import type { AttachFacts } from './inspect-jvm.ts';

/** Stopped or traced: it would not answer, and a signal would wait for it. */
const STOPPED = 'Tt';
const ATTACH_DISABLED = '-XX:+DisableAttachMechanism';

export interface VerdictInput {
  /** `refused`: the debug container may not look into it. */
  readonly facts: AttachFacts | 'refused';
  /** The process's effective user and group. */
  readonly uid: number;
  readonly gid: number;
}

type Draft = Omit<AttachVerdict, 'checks'>;

/** From facts alone; nothing has been sent to the process, and nothing may be unless this says so. */
export function attachVerdict(input: VerdictInput): AttachVerdict {
  return { ...decide(input), checks: checksOf(input) };
}

function decide({ facts, uid, gid }: VerdictInput): Draft {
  if (facts === 'refused') {
    return no(
      `The debug container may not look into the process, which runs as user ${uid} and group ${gid}.`,
      `Start a debug container as user ${uid} and group ${gid} (the profile restricted will do), or as root with the profile general.`,
    );
  }
  switch (facts.kind) {
    case 'openj9':
      return no(
        'This is an OpenJ9 JVM, which does not speak HotSpot’s language. Nothing was sent to it.',
        'Use jcmd of the same OpenJ9 JDK in a terminal.',
      );
    case 'nativeImage':
      return no(
        'This program was compiled by GraalVM: there is no virtual machine in it. Nothing was sent to it.',
        'Build it with --enable-monitoring=jfr to let it record itself.',
      );
    case 'none':
      return no('No HotSpot library is mapped into the process: it is not a JVM. Nothing was sent to it.');
    case 'hotspot':
    case 'unknown':
      return decideHotspot(facts);
  }
}

function decideHotspot({ state, disabledBy, socket, catchesQuit, tmp, tmpFreeBytes }: AttachFacts): Draft {
  if (STOPPED.includes(state)) {
    return no('The process is stopped by SIGSTOP or a debugger and would not answer.', 'Let it go on with SIGCONT.');
  }
  if (disabledBy !== undefined) {
    return no(
      `The JVM was started with ${ATTACH_DISABLED} (seen in its ${DISABLED_BY[disabledBy] ?? disabledBy}).`,
      'Only a restart without it helps.',
    );
  }
  if (socket === 'foreign') {
    return no(
      'Something else sits at the JVM’s attach address in /tmp: a link, a file or another process’s socket.',
      'Look at /tmp/.java_pid… in the files of this process, and remove it if nobody needs it.',
    );
  }
  if (socket === 'listening')
    return { possible: true, sentence: 'The JVM is listening: commands are answered at once.' };
  if (!catchesQuit) {
    return no(
      'The JVM is still starting, or was told not to catch signals (-Xrs): a signal would end it.',
      'Try again in a moment.',
    );
  }
  if (tmp !== 'writable') {
    return no(
      `The JVM opens its socket in /tmp, which ${TMP_WORDS[tmp]}.`,
      'Mount an emptyDir at /tmp; java.io.tmpdir does not help.',
    );
  }
  if (tmpFreeBytes === 0) {
    return no('The disk of the JVM’s /tmp is full: it could not open its socket there.', 'Free some space in it.');
  }
  return { possible: true, sentence: 'The JVM can be attached to; the first command makes it listen.' };
}

function no(sentence: string, remedy?: string): Draft {
  return { possible: false, sentence, ...(remedy === undefined ? {} : { remedy }) };
}

const DISABLED_BY: Readonly<Record<string, string>> = {
  perfdata: 'performance data',
  'command-line': 'command line',
  environment: 'environment',
};
const TMP_WORDS: Readonly<Record<AttachFacts['tmp'], string>> = {
  writable: 'can be written',
  'read-only': 'is on a read-only file system',
  'not-writable': 'its user may not write to',
  missing: 'is not there',
};

function checksOf({ facts, uid, gid }: VerdictInput): readonly AttachCheck[] {
  const user = { title: 'User', fact: `the JVM runs as ${uid}:${gid}` };
  if (facts === 'refused') {
    return [{ ...user, result: 'bad', fact: `${user.fact}; this debug container may not enter its root` }];
  }
  const check = (title: string, isGood: boolean, fact: string): AttachCheck => ({
    title,
    result: isGood ? 'good' : 'bad',
    fact,
  });
  const { kind, state, disabledBy, socket, catchesQuit, tmp } = facts;
  const isListening = socket === 'listening';
  return [
    check('User', true, `${user.fact}, the debug container as ${facts.ownUid}`),
    kind === 'unknown'
      ? { title: 'HotSpot', result: 'unknown', fact: 'its memory map may not be read; the program is called java' }
      : check('HotSpot', kind === 'hotspot', KIND_WORDS[kind]),
    check('Running', !STOPPED.includes(state), `state ${state}`),
    check('Attach allowed', disabledBy === undefined, disabledBy ?? `no ${ATTACH_DISABLED}`),
    check('Signal', catchesQuit || isListening, catchesQuit ? 'it catches SIGQUIT' : 'it does not catch SIGQUIT'),
    check('/tmp', tmp === 'writable' || isListening, TMP_WORDS[tmp]),
    check('Socket', socket !== 'foreign', SOCKET_WORDS[socket]),
  ];
}

const KIND_WORDS: Readonly<Record<AttachFacts['kind'], string>> = {
  hotspot: 'libjvm.so is mapped',
  openj9: 'libj9vm is mapped',
  nativeImage: 'the program has a section .svm_heap',
  none: 'no libjvm.so is mapped',
  unknown: '',
};
const SOCKET_WORDS: Readonly<Record<AttachFacts['socket'], string>> = {
  listening: 'it listens',
  none: 'nobody listens yet',
  foreign: 'something else is at its address',
};
