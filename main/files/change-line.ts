/** What a change would be by hand: the line that is shown before it. Pure. */
import type { FileChangePlan } from '../../preload/contract/files.ts';
import { kubectlLine, quoteForShell } from '../kube/index.ts';

export function changeLine({ change, to = '', ...file }: FileChangePlan): string {
  const { context, kubeNamespace, pod, container, pid, path } = file;
  const inTarget = (inner: string): string => `/proc/${String(pid)}/root${inner}`;
  const run = (...command: readonly string[]): string =>
    kubectlLine({ context, kubeNamespace }, [
      'exec',
      ...(change === 'upload' ? ['-i'] : []),
      pod,
      '-c',
      container,
      '--',
      ...command,
    ]);
  switch (change) {
    case 'remove':
      return run('rm', inTarget(path));
    case 'removeDirectory':
      return run('rmdir', inTarget(path));
    case 'rename':
      return run('mv', '-n', inTarget(path), inTarget(to));
    case 'makeDirectory':
      return run('mkdir', inTarget(path));
    case 'upload':
      return `${run('sh', '-c', `cat > ${quoteForShell(inTarget(path))}`)} < ${quoteForShell(path.slice(path.lastIndexOf('/') + 1))}`;
  }
}
