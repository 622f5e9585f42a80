/** What a signal does to more than its process. Pure. */
import type { PodDetail, ProcessInfo, SignalName } from '../../preload/contract/index.ts';
import { ownPid } from './process-words.ts';

/** By what they do to a process that has not arranged otherwise: see signal(7). */
const ENDS: ReadonlySet<SignalName> = new Set(['TERM', 'KILL', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2']);

export const SIGNAL_WORDS: Readonly<Record<SignalName, string>> = {
  TERM: 'asks it to end; it may tidy up first',
  KILL: 'ends it at once, whatever it is doing',
  INT: 'as Ctrl C would',
  HUP: 'many servers read their configuration again',
  QUIT: 'a JVM prints its threads; others end with a core dump',
  USR1: 'whatever the program has arranged; ends it otherwise',
  USR2: 'whatever the program has arranged; ends it otherwise',
  STOP: 'stops it until CONT; probes will fail meanwhile',
  CONT: 'lets it go on after STOP',
};

/** Sentences to be read before it is sent. */
export function signalWarnings(
  signal: SignalName,
  process: ProcessInfo,
  seenFrom: string,
  detail: PodDetail,
): readonly string[] {
  const container = detail.containers.find(({ name }) => name === process.container);
  const isSandbox = process.container === undefined && process.name === 'pause';
  const isFirst = ownPid(process) === 1;
  const isMain = container !== undefined && (isFirst || process.parent === 0);
  const isFromInside = process.pid === 1;
  return [
    ...(isSandbox && ENDS.has(signal)
      ? ['This is the pod’s sandbox: if it ends, every container of the pod ends.']
      : []),
    ...(isMain && ENDS.has(signal)
      ? [
          container.kind === 'ephemeral'
            ? `This is the main process of the debug container ${container.name}: if it ends, the debug container ends and cannot be started again.`
            : `This is the main process of ${container.name}: if it ends, the container ends, and the kubelet starts it again or not as the pod’s restartPolicy says.`,
        ]
      : []),
    ...(isMain && process.container !== seenFrom && container.kind !== 'ephemeral' && ENDS.has(signal)
      ? [`With ${container.name} its pid namespace may end, and every debug container that targets it.`]
      : []),
    ...(isFromInside && (signal === 'KILL' || signal === 'STOP')
      ? ['The kernel ignores KILL and STOP for process 1 from inside its own pid namespace: nothing will happen.']
      : []),
    ...(isFromInside && ENDS.has(signal) && signal !== 'KILL'
      ? ['Process 1 gets only signals that it has a handler for: without one nothing happens.']
      : []),
    ...(signal === 'STOP' && isMain
      ? [`${container.name} answers no more until CONT; a liveness probe will restart it.`]
      : []),
  ];
}
