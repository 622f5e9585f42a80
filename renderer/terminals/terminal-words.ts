/** What the window says of a terminal. Pure. */
import type { TerminalEnd, TerminalSource } from '../../preload/contract/index.ts';
import { problemWords } from '../problems/index.ts';

const TITLE_LIMIT = 80;
// Controls, and the marks that turn the direction of text around: a title must not be able to disguise itself.
// eslint-disable-next-line no-control-regex
const NOT_TITLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A program's own title, bounded and without effect. */
export function inertTitle(title: string): string {
  return title.replace(NOT_TITLE, '').slice(0, TITLE_LIMIT).trim();
}

export function sourceLabel(source: TerminalSource): string {
  return source.kind === 'local' ? `local shell · ${source.kubeNamespace}` : `${source.container} · ${source.pod}`;
}

/** Everything that tells one terminal from another, for tooltip and screen reader. */
export function sourceFullLabel(source: TerminalSource): string {
  const place = `context ${source.context}, Kubernetes namespace ${source.kubeNamespace}`;
  switch (source.kind) {
    case 'local':
      return `Shell on this machine, ${place}`;
    case 'attach':
      return `Attached to ${source.container} of pod ${source.pod}, ${place}`;
    case 'exec':
      return `${source.command.join(' ')} in ${source.container} of pod ${source.pod}, ${place}`;
  }
}

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT, as by Ctrl C',
  3: 'SIGQUIT',
  6: 'SIGABRT',
  9: 'SIGKILL: killed, often for lack of memory',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

function exitWords(code: number): string {
  if (code === 0) return 'Ended, exit code 0.';
  if (code === 126) return 'Ended, exit code 126: the command was found but cannot be executed.';
  if (code === 127) return 'Ended, exit code 127: the shell did not find the command.';
  if (code > 128 && code <= 192) return `Ended, exit code ${code}: signal ${SIGNALS[code - 128] ?? code - 128}.`;
  return `Ended, exit code ${code}.`;
}

export interface EndWords {
  readonly tone: 'good' | 'bad' | 'unknown';
  readonly sentence: string;
  /** The fact behind it, word for word. */
  readonly fact?: string;
  /** A debug container is the way on. */
  readonly debug: boolean;
  readonly retry: boolean;
}

/** The runtime's ways to say that there is no such program in the image. */
const NO_PROGRAM = /executable file not found|no such file or directory|not found in \$PATH/i;

function isMissingProgram(end: TerminalEnd): boolean {
  return end.reason === 'failed' && NO_PROGRAM.test(end.message);
}

/** What it is and what can be done; an error without words of its own has its message as the fact. */
function failureWords({ error, message }: TerminalEnd & { readonly reason: 'failed' }): string {
  const { title, remedy } = problemWords(error);
  return ['The terminal could not be opened.', ...(title === message ? [] : [title]), remedy].filter(Boolean).join(' ');
}

export function endWords(end: TerminalEnd, source: TerminalSource): EndWords {
  const program = source.kind === 'exec' ? source.command[0] : undefined;
  switch (end.reason) {
    case 'exited':
      return {
        tone: end.code === 0 ? 'good' : 'unknown',
        sentence: exitWords(end.code),
        debug: end.code === 127,
        retry: true,
      };
    case 'signalled':
      return { tone: 'unknown', sentence: `Ended by ${end.signal}.`, debug: false, retry: true };
    case 'failed':
      return isMissingProgram(end)
        ? {
            tone: 'bad',
            sentence: `This container has no ${program ?? 'such program'}.`,
            fact: end.message,
            debug: true,
            retry: true,
          }
        : { tone: 'bad', sentence: failureWords(end), fact: end.message, debug: false, retry: true };
    case 'lost':
      return {
        tone: 'bad',
        sentence: end.message,
        debug: false,
        retry: true,
      };
    case 'podGone':
      return { tone: 'unknown', sentence: 'The pod is gone.', fact: end.message, debug: false, retry: false };
    case 'closedByUser':
      return { tone: 'unknown', sentence: 'Closed.', debug: false, retry: true };
  }
}
