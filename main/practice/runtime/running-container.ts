/** A container that runs, and the programs that are run in it. */
import { randomBytes } from 'node:crypto';

import {
  type ProcessOptions,
  type ContainerOptions,
  type RunningContainer,
  type RunningProcess,
  RuntimeError,
} from '../container-runtime.ts';
import type { RecordField } from './control.ts';
import type { PracticeNode } from './node.ts';
import { processRecords } from './process-records.ts';
import { awaitRunning, keepOutput, type ProgramProcess } from './program-process.ts';
import { explainRefusal } from './refusals.ts';
import { holdProcess, type HeldProcess } from './running-process.ts';

export interface HeldContainer extends RunningContainer {
  /** Of its first process, on the machine. */
  readonly pid: number;
}

export interface ContainerStart {
  readonly container: ContainerOptions;
  readonly records: readonly (readonly RecordField[])[];
  /** Node, sandbox and whom to join, by their pids. */
  readonly words: readonly string[];
  readonly node: PracticeNode;
  start(words: readonly string[]): ProgramProcess;
}

/** As many as the kernel's own list of a container's identity. */
const ID_BYTES = 32;

export async function holdContainer(options: ContainerStart): Promise<HeldContainer> {
  const { container, records, words, node, start } = options;
  const { pid, held } = await run(start(['container', ...words]), records, container, 'create');
  const state = { running: true };
  const exited = held.exited.finally(() => {
    state.running = false;
  });
  return {
    ...held,
    id: randomBytes(ID_BYTES).toString('hex'),
    pid,
    exited,
    exec: async (process) => {
      if (!state.running) throw new RuntimeError('notRunning', 'container is not running');
      const execWords = ['exec', String(node.pid), String(pid)];
      return (await run(start(execWords), [...processRecords(process, node.limits), ['go']], process, 'exec')).held;
    },
    stop: async (graceSeconds) => {
      await endWithin(held, graceSeconds);
    },
  };
}

async function endWithin(process: RunningProcess, graceSeconds: number): Promise<void> {
  if (graceSeconds > 0) process.kill('SIGTERM');
  const patience = setTimeout(
    () => {
      process.kill('SIGKILL');
    },
    Math.max(0, graceSeconds) * 1000,
  );
  await process.exited;
  clearTimeout(patience);
}

interface Started {
  readonly pid: number;
  readonly held: HeldProcess;
}

async function run(
  process: ProgramProcess,
  records: readonly (readonly RecordField[])[],
  options: ProcessOptions,
  kind: 'create' | 'exec',
): Promise<Started> {
  const discardOutput = keepOutput(process);
  process.control.send(...records);
  try {
    const { pid } = await awaitRunning(process);
    return { pid, held: holdProcess(process, options.output, options.tty) };
  } catch (error) {
    process.control.close();
    discardOutput();
    throw explainRefusal(error, { kind, program: options.argv[0] ?? '', folder: options.workingDirectory });
  }
}
