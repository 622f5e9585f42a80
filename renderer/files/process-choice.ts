/** Whose files to show. Pure. */
import type { PodDetail, PodNamespaces, ProcessInfo } from '../../preload/contract/index.ts';

import type { FilesPlace } from './files-place.ts';

export interface ProcessChoice {
  readonly container: string;
  readonly process: ProcessInfo;
}

/** Each process once, through the container that sees most; the debug container's own processes last. */
export function processChoices(probe: PodNamespaces): readonly ProcessChoice[] {
  const choices = probe.views.flatMap(({ container, processes }) =>
    processes.filter(({ rootReadable }) => rootReadable).map((process) => ({ container, process })),
  );
  const own = ({ container, process }: ProcessChoice): number =>
    Number(process.container === container || process.container === undefined);
  return choices.toSorted((left, right) => own(left) - own(right));
}

/** The main process of the target, else of the default container, else whatever opens. */
export function defaultChoice(choices: readonly ProcessChoice[], detail: PodDetail): ProcessChoice | undefined {
  const lowest = (container: string | undefined): ProcessChoice | undefined =>
    choices
      .filter(({ process }) => container !== undefined && process.container === container)
      .toSorted((left, right) => left.process.pid - right.process.pid)[0];
  return lowest(detail.defaultContainer) ?? lowest(choices[0]?.process.container) ?? choices[0];
}

/** Another root than the one that is looked at: of another container of the pod, else whatever else there is. */
export function otherChoice(
  choices: readonly ProcessChoice[],
  at: Pick<FilesPlace, 'container' | 'pid'>,
): ProcessChoice | undefined {
  const here = choices.find((choice) => placeId(rootOf(choice)) === placeId(at));
  const others = choices.filter((choice) => placeId(rootOf(choice)) !== placeId(at));
  const ofAnother = others.filter(({ process }) => process.container !== here?.process.container);
  return ofAnother[0] ?? others[0];
}

export function rootOf({ container, process }: ProcessChoice): Pick<FilesPlace, 'container' | 'pid'> {
  return { container, pid: process.pid };
}

export function placeId({ container, pid }: Pick<FilesPlace, 'container' | 'pid'>): string {
  return `${container}:${String(pid)}`;
}

/** A process named in the address is offered even when the last reading of /proc did not show it. */
export function choiceOptions(
  choices: readonly ProcessChoice[],
  at: Pick<FilesPlace, 'container' | 'pid'>,
): readonly { readonly id: string; readonly title: string; readonly description: string }[] {
  const options = choices.map(({ container, process }) => ({
    id: placeId({ container, pid: process.pid }),
    title: `${String(process.pid)} ${process.name}${process.container === undefined ? '' : ` · ${process.container}`}`,
    description: `through ${container}`,
  }));
  const id = placeId(at);
  if (options.some((option) => option.id === id)) return options;
  return [{ id, title: `process ${String(at.pid)}`, description: `through ${at.container}` }, ...options];
}

/** Whose files these are, for a warning. */
export function applicationOf(choices: readonly ProcessChoice[], at: Pick<FilesPlace, 'container' | 'pid'>): string {
  const found = choices.find(({ container, process }) => container === at.container && process.pid === at.pid);
  return found === undefined ? `Process ${String(at.pid)}` : `${found.process.name} (process ${String(at.pid)})`;
}
