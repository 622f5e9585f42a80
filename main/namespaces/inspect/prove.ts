import type { z } from 'zod';

import type { Proof, ProofAnswer } from '../../../preload/contract/namespaces.ts';
import { runCommand, visibleText, type Cluster } from '../../kube/index.ts';

const TIMEOUT_MS = 15_000;
const OUTPUT_LIMIT = 16 * 1024;

/** Runs a short command in a debug container, and gives what it printed. */
export async function prove(
  cluster: Cluster,
  proof: z.output<typeof Proof>,
  signal: AbortSignal,
): Promise<ProofAnswer> {
  const startedAt = performance.now();
  // The pipe cuts it in the container: what is not shown need not travel. The command's code comes by the other stream.
  const script = `{ "$@" 2>&1; echo "$?" >&2; } | head -c ${String(OUTPUT_LIMIT)}`;
  const command = ['sh', '-c', script, 'sh', ...proof.command];
  const { stdout, stderr } = await runCommand(cluster, proof, command, { signal, timeoutMs: TIMEOUT_MS });
  return {
    output: visibleText(Buffer.from(stdout).toString('utf8'), OUTPUT_LIMIT),
    isCut: stdout.length >= OUTPUT_LIMIT,
    exitCode: Number(stderr.trim().split('\n').at(-1) ?? Number.NaN),
    milliseconds: Math.round(performance.now() - startedAt),
  };
}
