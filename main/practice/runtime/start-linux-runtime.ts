/** Containers as real processes in Linux namespaces, made by the app's own program: no Docker, no download, no file. */
import { release } from 'node:os';

import { type ContainerRuntime, RuntimeError } from '../container-runtime.ts';
import { findProgram } from './find-program.ts';
import { findImages } from './images/find-images.ts';
import { startNode, type PracticeNode } from './node.ts';
import { openSandbox } from './pod-sandbox.ts';
import { startProgram, type ProgramProcess } from './program-process.ts';

/** 10.244.0.2 and on, as a cluster gives them; there are more than any laptop runs pods. */
const FIRST_ADDRESS = (10 << 24) | (244 << 16) | 2;
const ADDRESSES = 65_000;

/** Throws `Refusal` where `probeRuntime` would have said why it cannot be. */
export async function startLinuxRuntime(): Promise<ContainerRuntime> {
  const program = await findProgram();
  if (program === undefined) throw new RuntimeError('unsupported', 'there is no container program for this machine');
  const images = await findImages(program);
  const processes = new Set<ProgramProcess>();
  const start = (words: readonly string[]): ProgramProcess => {
    const process = startProgram(program.path, words);
    processes.add(process);
    void process.closed.then(() => processes.delete(process));
    return process;
  };
  const node = createNodeKeeper(program.path);
  await node.current();
  let serial = 0;
  return {
    name: 'practice',
    version: release(),
    images: images.facts,
    pull: (reference, signal) => images.pull(reference, signal),
    createSandbox: async (options) => {
      serial += 1;
      const address = addressOf(serial);
      return openSandbox(options, { node: await node.current(), serial, address, start, rootOf: images.rootOf });
    },
    dispose: async () => {
      await node.end();
      for (const process of processes) process.control.close();
      await Promise.all(Array.from(processes, ({ closed }) => closed));
    },
  };
}

interface NodeKeeper {
  current(): Promise<PracticeNode>;
  end(): Promise<void>;
}

/** Another one when somebody has killed it: what was in it is gone, what comes next is not. */
function createNodeKeeper(program: string): NodeKeeper {
  let current: Promise<PracticeNode> | undefined;
  const begin = async (): Promise<PracticeNode> => {
    const node = await startNode(program);
    void node.ended.then(() => {
      current = undefined;
    });
    return node;
  };
  return {
    current: () => (current ??= begin()),
    end: async () => {
      const node = await current;
      await node?.end();
    },
  };
}

function addressOf(serial: number): string {
  const address = FIRST_ADDRESS + ((serial - 1) % ADDRESSES);
  return [24, 16, 8, 0].map((shift) => String((address >> shift) & 255)).join('.');
}
