import { AppError } from '../../../preload/contract/errors.ts';
import type { SeenProcess, SignalName } from '../../../preload/contract/namespaces.ts';
import { runCommand, type Cluster } from '../../kube/index.ts';
import { hasEnded } from './source-by-program.ts';

/** `$1` process, `$2` its start, `$3` signal. A number that another process has got since is not signalled. */
const SCRIPT = `
pid=$1 started=$2 signal=$3
stat=$(cat "/proc/$pid/stat" 2>/dev/null) || exit 3
set -f
set -- \${stat##*) }
[ "\${20}" = "$started" ] || exit 3
kill -s "$signal" "$pid"
`;

const GONE = 3;
const TIMEOUT_MS = 10_000;

export async function signalProcess(
  cluster: Cluster,
  process: SeenProcess,
  name: SignalName,
  signal: AbortSignal,
): Promise<void> {
  const command = ['sh', '-c', SCRIPT, 'sh', String(process.pid), String(process.startedTicks), name];
  const { exitCode, stderr } = await runCommand(cluster, process, command, { signal, timeoutMs: TIMEOUT_MS });
  if (exitCode === 0) return;
  if (exitCode === GONE) throw hasEnded(process.pid);
  const refusal = /not permitted/i.test(stderr);
  const why = refusal
    ? `The kernel does not let ${process.container} signal process ${String(process.pid)}: it takes the same user, or the capability KILL.`
    : `The signal could not be sent: ${stderr.trim()}`;
  throw new AppError('COMMAND_FAILED', why, { command: ['kill', '-s', name, String(process.pid)], exitCode, stderr });
}
