/** 200 MiB from the target's file system, hashed at both ends, against kubectl without any proof. */
import { spawn } from 'node:child_process';

import type { BenchPod } from './bench-pod.ts';
import { inTurns, median, range, type Figure } from './figures.ts';

const SIZE_MIB = 200;
const PATH = '/tmp/bench.bin';

export async function download(pod: BenchPod, rounds: number): Promise<Figure> {
  const { api, ref, kubectl, debugContainer } = pod;
  const scope = ['--context', ref.context, '-n', ref.kubeNamespace];
  const remote = `/proc/1/root${PATH}`;
  const fill = `dd if=/dev/urandom of=${remote} bs=1048576 count=${String(SIZE_MIB)}`;
  await kubectl('-n', ref.kubeNamespace, 'exec', ref.pod, '-c', debugContainer, '--', 'sh', '-c', fill);

  const ours = async (): Promise<number> => {
    const started = performance.now();
    const file = { ...ref, container: debugContainer, pid: 1, path: PATH };
    const { transfer } = await api.files.download(file);
    for await (const transfers of api.files.transfers({})) {
      const current = transfers.find(({ id }) => id === transfer);
      if (current?.finishedAt === undefined) continue;
      if (current.state !== 'verified')
        throw new Error(`The copy is ${current.state}: ${current.problem?.message ?? ''}`);
      break;
    }
    const ms = performance.now() - started;
    await api.files.discard({ transfer });
    return SIZE_MIB / (ms / 1000);
  };
  const theirs = async (): Promise<number> => {
    const started = performance.now();
    const args = [...scope, 'exec', ref.pod, '-c', debugContainer, '--', 'cat', remote];
    const child = spawn('sh', ['-c', 'exec kubectl "$@" > /tmp/kesako-bench.bin', 'kubectl', ...args], {
      env: kubectl.environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await new Promise((resolve) => child.once('exit', resolve));
    return SIZE_MIB / ((performance.now() - started) / 1000);
  };
  const measured = await inTurns(rounds, ours, theirs);
  return {
    name: 'download of 200 MiB from /proc/1/root, SHA-256 at both ends',
    value: median(measured.ours) / median(measured.theirs),
    bound: { atLeast: 1.2 },
    unit: '× kubectl exec cat without proof',
    detail: `app ${range(measured.ours, 'MiB/s')}, kubectl ${range(measured.theirs, 'MiB/s')}, n=${String(rounds)}`,
  };
}
