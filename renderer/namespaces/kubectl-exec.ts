import type { PodRef } from '../../preload/contract/index.ts';

const PLAIN = /^[\w@%+=:,./-]+$/;

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The words of a command as a shell takes them. */
export function shellLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

export function kubectlExec(pod: PodRef, container: string, command: readonly string[]): string {
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
  return shellLine([...words, ...command]);
}
