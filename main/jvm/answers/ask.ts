/** One function for each thing that a JVM is asked: the command, and the parser of its answer. */
import { AppError } from '../../../preload/contract/errors.ts';
import type {
  ClassHistogram,
  CodeCache,
  CollectedGarbage,
  CommandHelp,
  CompilerQueue,
  JvmCommand,
  NativeMemory,
  SystemProperty,
  ThreadDump,
  VmFlag,
} from '../../../preload/contract/jvm-answers.ts';
import { maskText } from '../find/mask-secrets.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import { parseCommandHelp, parseCommands } from './parse-help.ts';
import { parseHistogram } from './parse-histogram.ts';
import { parseCodeCache, parseHeapUsed, parseNativeMemory } from './parse-memory.ts';
import { maskProperties, parseCompilerQueue, parseProperties, parseVmFlags } from './parse-settings.ts';
import { parseThreadDump } from './parse-thread-dump.ts';

/** Ten thousand threads with forty frames each are some thirty megabytes. */
const LARGE_ANSWER = 128 * 1024 * 1024;
/** A full collection of a large heap. */
const PAUSE_REPLY_MS = 10 * 60_000;

export async function threadDump(jvm: OpenJvm, now: () => Date): Promise<ThreadDump> {
  const at = now().toISOString();
  return parseThreadDump(await jvm.run('Thread.print -l', { limitBytes: LARGE_ANSWER, replyMs: PAUSE_REPLY_MS }), at);
}

export async function classHistogram(jvm: OpenJvm, live: boolean, now: () => Date): Promise<ClassHistogram> {
  const at = now().toISOString();
  const command = live ? 'GC.class_histogram' : 'GC.class_histogram -all';
  return parseHistogram(await jvm.run(command, { limitBytes: LARGE_ANSWER, replyMs: PAUSE_REPLY_MS }), at);
}

export async function nativeMemory(jvm: OpenJvm): Promise<NativeMemory> {
  return parseNativeMemory(await jvm.run('VM.native_memory summary'));
}

export async function flags(jvm: OpenJvm): Promise<readonly VmFlag[]> {
  return parseVmFlags(await jvm.run('VM.flags -all'));
}

export async function systemProperties(jvm: OpenJvm): Promise<readonly SystemProperty[]> {
  return maskProperties(parseProperties(await jvm.run('VM.system_properties')));
}

export async function systemProperty(jvm: OpenJvm, name: string): Promise<{ readonly value: string }> {
  const value = parseProperties(await jvm.run('VM.system_properties')).get(name);
  if (value === undefined) throw new AppError('NOT_FOUND', `The JVM has no property ${name}.`, { name });
  return { value };
}

export async function codeCache(jvm: OpenJvm): Promise<CodeCache> {
  return parseCodeCache(await jvm.run('Compiler.codecache'));
}

export async function compilerQueue(jvm: OpenJvm): Promise<CompilerQueue> {
  return parseCompilerQueue(await jvm.run('Compiler.queue'));
}

export async function collectGarbage(jvm: OpenJvm): Promise<CollectedGarbage> {
  const before = parseHeapUsed(await jvm.run('GC.heap_info'));
  await jvm.run('GC.run', { replyMs: PAUSE_REPLY_MS });
  const after = parseHeapUsed(await jvm.run('GC.heap_info'));
  return {
    ...(before === undefined ? {} : { usedBeforeBytes: before }),
    ...(after === undefined ? {} : { usedAfterBytes: after }),
  };
}

export async function commands(jvm: OpenJvm): Promise<readonly JvmCommand[]> {
  return parseCommands(await jvm.run('help'));
}

export async function commandHelp(jvm: OpenJvm, command: string): Promise<CommandHelp> {
  return parseCommandHelp(await jvm.run(`help ${command}`));
}

/** Any command; what looks like a secret in the answer is covered. */
export async function run(jvm: OpenJvm, command: string): Promise<{ readonly text: string }> {
  return { text: maskText(await jvm.run(command, { replyMs: PAUSE_REPLY_MS })) };
}
