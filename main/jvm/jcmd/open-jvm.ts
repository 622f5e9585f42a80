import { AppError, isAppError, toAppError } from '../../../preload/contract/errors.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';
import { visibleText } from '../../kube/index.ts';
import { attachFile, type ReachPool, type ReachSession } from '../../reach/index.ts';
import type { LeftFiles } from '../recordings/left-files.ts';
import { attachProblem } from './attach-problem.ts';
import { findFailure } from './jcmd-failure.ts';

/** A JVM that commands can be sent to. */
export interface OpenJvm {
  readonly ref: ProcessRef;
  /** Absent where pods may not be read. */
  readonly podUid?: string;
  /** The program in the debug container, for the target's files. */
  readonly session: ReachSession;
  /** The JVM's answer, fit to be shown. Throws what the answer says went wrong. */
  run(command: string, options?: RunOptions): Promise<string>;
}

export interface RunOptions {
  /** Without a byte for so long, the JVM is taken for busy; it may still be carrying the command out. */
  readonly replyMs?: number;
  readonly limitBytes?: number;
}

/** `VM.info` of a large JVM has some hundred kilobytes. */
const OUTPUT_LIMIT = 4 * 1024 * 1024;
/** The first command makes the JVM open its socket, which waits for a safepoint. */
const ATTACH_MS = 10_000;
/** JFR.start alone takes seconds on a slow node. */
const REPLY_MS = 60_000;
/** The attach protocol's own limit; a longer one makes the JVM hang up without a word. */
const COMMAND_LIMIT = 1024;

export interface OpenSetting {
  readonly reach: Pick<ReachPool, 'lease'>;
  readonly left: Pick<LeftFiles, 'add' | 'forget'>;
  readonly ref: ProcessRef;
  readonly signal: AbortSignal;
}

/** Lends a JVM for one piece of work, which is done once even if the connection is lost: it may have changed something. */
export async function withJvm<T>(setting: OpenSetting, work: (jvm: OpenJvm) => Promise<T>): Promise<T> {
  const { jvm, release } = await openJvm(setting);
  try {
    return await work(jvm);
  } finally {
    release();
  }
}

export async function openJvm(setting: OpenSetting): Promise<{ readonly jvm: OpenJvm; readonly release: () => void }> {
  const { reach, ref, signal } = setting;
  const { session, podUid, release } = await reach.lease(ref, signal);
  const jvm: OpenJvm = {
    ref,
    ...(podUid === undefined ? {} : { podUid }),
    session,
    run: (command, options) => run(jvm, command, setting, options),
  };
  return { jvm, release };
}

async function run(
  jvm: OpenJvm,
  command: string,
  { left, signal }: OpenSetting,
  { replyMs = REPLY_MS, limitBytes = OUTPUT_LIMIT }: RunOptions = {},
): Promise<string> {
  const { session, ref } = jvm;
  if (Buffer.byteLength(command) > COMMAND_LIMIT) {
    const message = `The command is longer than ${COMMAND_LIMIT} bytes, which no JVM takes.`;
    throw new AppError('INVALID', message, { causes: [{ field: 'command', message }] });
  }
  const chunks: Uint8Array[] = [];
  let received = 0;
  const text = (): string => visibleText(Buffer.concat(chunks).toString('utf8'), limitBytes);
  try {
    const words = ['jcmd', `--attach-ms=${ATTACH_MS}`, `--reply-ms=${replyMs}`, String(ref.pid), command];
    const { output, result } = session.request(words, { signal });
    for await (const chunk of output) {
      received += chunk.length;
      if (received > limitBytes) {
        throw new AppError('TOO_LARGE', 'The answer is longer than this app takes.', { limitBytes });
      }
      chunks.push(chunk);
    }
    const end = await result;
    if (end.facts.get('removed') === '1') await left.forget({ ...ref, path: attachFile(end) });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (isAppError(error, 'JCMD_FAILED')) throw findFailure(text(), true) ?? error;
    if (isAppError(error, 'ATTACH_REFUSED') && error.data.leftFile !== undefined) {
      await left.add(jvm, { path: error.data.leftFile });
    }
    throw attachProblem(error);
  }
  const answer = text();
  const failure = findFailure(answer, false);
  if (failure !== undefined) throw failure;
  return answer;
}
