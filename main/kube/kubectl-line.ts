/** The kubectl command that does the same as the app, quoted so that it can be pasted into a POSIX shell. */
import type { KubectlLine } from '../../preload/contract/references.ts';

export interface KubectlScope {
  readonly context: string;
  readonly kubeNamespace?: string;
}

/** Characters that no POSIX shell gives a meaning to, wherever in a word they stand. */
const PLAIN_WORD = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

export function kubectlLine(scope: KubectlScope, args: readonly string[]): KubectlLine {
  const kubeNamespace = scope.kubeNamespace === undefined ? [] : ['-n', scope.kubeNamespace];
  return ['kubectl', '--context', scope.context, ...kubeNamespace, ...args].map(quoteForShell).join(' ');
}

export function quoteForShell(word: string): string {
  if (PLAIN_WORD.test(word)) return word;
  // A line break or an escape sequence inside plain quotes would act on the terminal while it is being pasted.
  if (CONTROL.test(word)) return `$'${Array.from(word, escapeCharacter).join('')}'`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === "'" || character === '\\') return `\\${character}`;
  if (!CONTROL.test(character)) return character;
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
