import type { Pod } from '../kube/index.ts';

/** kubectl's suffix letters: no vowels and none of the look-alikes 0, 1, 3, so that no words come about. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;

/** `debugger-` and five characters, other than all names of containers that the pod has. */
export function generateName(pod: Pod, random: () => number): string {
  const taken = containerNames(pod);
  for (;;) {
    const name = `debugger-${nameSuffix(random)}`;
    if (!taken.has(name)) return name;
  }
}

export function nameSuffix(random: () => number): string {
  return Array.from({ length: SUFFIX_LENGTH }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length))).join('');
}

function containerNames(pod: Pod): ReadonlySet<string> {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  return new Set([...containers, ...initContainers, ...ephemeralContainers].map(({ name }) => name));
}
