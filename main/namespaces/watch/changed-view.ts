/** What of a container's view is not as it was. Pure. */
import type { ProcessInfo, ProcessViewChange } from '../../../preload/contract/namespaces.ts';
import type { ContainerProbe } from '../probe/probe-container.ts';

export function changedView(before: ContainerProbe, after: ContainerProbe): ProcessViewChange {
  const old = new Map(before.processes.map((process) => [process.pid, process]));
  const changed = after.processes.filter((process) => {
    const known = old.get(process.pid);
    old.delete(process.pid);
    return known === undefined || !isSame(known, process);
  });
  return {
    container: after.container,
    ...(after.clockMs === undefined ? {} : { clockMs: after.clockMs }),
    ...(after.cost === undefined ? {} : { cost: after.cost }),
    ...(after.problem === undefined ? {} : { problem: after.problem }),
    changed,
    gone: [...old.keys()],
  };
}

/** The same object most of the time; else the same text, the fields being written in one order always. */
function isSame(one: ProcessInfo, other: ProcessInfo): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
