/** Whose files to show. Pure. */
import type { PodDetail, PodNamespaces, ProcessInfo } from '../../preload/contract/index.ts';

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
