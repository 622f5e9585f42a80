/** Which containers need not be asked, because another one's answer has all that theirs would. Pure. */
import type { ContainerProbe } from '../probe/probe-container.ts';

/**
 * Another container that sees this one's processes sees all of them: they are in its pid namespace or below. It has to be
 * told their namespaces too.
 */
export function isCovered(container: string, views: readonly ContainerProbe[]): boolean {
  return views.some(
    (view) =>
      view.container !== container &&
      view.processes.some(
        (process) =>
          process.container === container && process.namespaces.some(({ kind, refused }) => kind === 'mnt' && !refused),
      ),
  );
}
