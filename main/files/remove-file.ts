import type { FileRef } from '../../preload/contract/files.ts';
import type { Cluster } from '../kube/index.ts';
import { runInTarget } from './run-in-target.ts';
import { REFUSAL, targetScript } from './target-script.ts';

const REMOVE = targetScript(`
resolve "$path" last || exit $?
[ ! -L "$root$found" ] && [ -f "$root$found" ] || exit ${String(REFUSAL.notAFile)}
rm -f "$root$found" || exit ${String(REFUSAL.denied)}
`);

/** One regular file; never a directory, and never what a link leads to. */
export async function removeFile(cluster: Cluster, file: FileRef, signal: AbortSignal): Promise<void> {
  await runInTarget(cluster, file, REMOVE, { signal });
}
