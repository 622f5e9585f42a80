import { AppError, type ErrorCode } from '../../../preload/contract/errors.ts';
import { runCommand, type Cluster, type ContainerTarget } from '../../kube/index.ts';
import { inspectCommand } from './inspect-script.ts';
import { parseInspection, type Inspection } from './parse-inspection.ts';

const TIMEOUT_MS = 20_000;
const OUTPUT_LIMIT = 8 * 1024 * 1024;

/** Sends nothing to any JVM. Without `pids` all processes are looked at. */
export async function inspectContainer(
  cluster: Cluster,
  target: ContainerTarget,
  pids: readonly number[],
  signal: AbortSignal,
): Promise<Inspection> {
  const options = { signal, timeoutMs: TIMEOUT_MS, maxStdoutBytes: OUTPUT_LIMIT };
  const { stdout } = await runCommand(cluster, target, inspectCommand(pids), options);
  const inspection = parseInspection(stdout);
  if (inspection !== undefined) return inspection;
  throw new AppError('COMMAND_FAILED', `${target.container} could not be asked about its processes.`, {
    command: ['sh'],
    exitCode: 0,
    stderr: '',
  });
}

const UNANSWERED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'TOOL_MISSING',
  'COMMAND_FAILED',
  'STREAM_CUT',
  'TIMEOUT',
  'TOO_LARGE',
  'NOT_FOUND',
]);

/** Whether a container can be left out when all are looked at: it has no shell, has ended, or answers nonsense. */
export function isUnanswered(error: AppError): boolean {
  return UNANSWERED.has(error.code);
}
