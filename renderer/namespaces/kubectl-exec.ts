import type { PodRef } from '../../preload/contract/index.ts';

const PLAIN = /^[\w@%+=:,./-]+$/;

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** `command` is words parted by single spaces, as the proofs are: none of them needs a shell. */
export function kubectlExec(pod: PodRef, container: string, command: string): string {
  const words = [
    'kubectl',
    `--context=${pod.context}`,
    'exec',
    '-n',
    pod.kubeNamespace,
    pod.pod,
    '-c',
    container,
    '--',
  ];
  return [...words, ...command.split(' ')].map(quoted).join(' ');
}
