import type { DebugProfile } from '../../preload/contract/debug-wishes.ts';
import type { DebugCheck } from '../../preload/contract/debug.ts';
import type { AppError } from '../../preload/contract/errors.ts';

/** What the server's dry run of the very patch said. */
export type Rehearsal =
  | { readonly accepted: true; readonly warnings: readonly string[] }
  | { readonly accepted: false; readonly error: AppError };

const POD_SECURITY = /violates? PodSecurity "(?<level>[a-z]+):(?<version>[^"]+)": ?(?<reasons>.*)/s;

export function checkAdmission(rehearsal: Rehearsal, profile: DebugProfile): DebugCheck {
  if (rehearsal.accepted) return judgeWarnings(rehearsal.warnings);
  const { error } = rehearsal;
  switch (error.code) {
    case 'ADMISSION_DENIED':
      return judgeDenial(error.message, profile);
    case 'UNSUPPORTED':
      return failed(`Ephemeral containers are disabled for this cluster (the server says: ${error.message}).`);
    case 'INVALID':
    case 'CONFLICT':
    case 'NOT_FOUND':
      return failed(`The server refuses it: ${error.message}`);
    // Who may not patch may not rehearse either: the rights say it better.
    case 'FORBIDDEN':
      return {
        name: 'podSecurity',
        outcome: 'unknown',
        sentence: 'Not known: the server lets you not even rehearse it.',
      };
    default:
      return { name: 'podSecurity', outcome: 'unknown', sentence: `The server could not be asked: ${error.message}` };
  }
}

function failed(sentence: string, remedy?: string): DebugCheck {
  return { name: 'podSecurity', outcome: 'failed', sentence, ...(remedy === undefined ? {} : { remedy }) };
}

function judgeWarnings(warnings: readonly string[]): DebugCheck {
  const warning = warnings.find((text) => POD_SECURITY.test(text));
  if (warning === undefined) {
    return { name: 'podSecurity', outcome: 'passed', sentence: 'A rehearsal on the server (dry run) was accepted.' };
  }
  return { name: 'podSecurity', outcome: 'limited', sentence: 'The server accepts it with a warning.', fact: warning };
}

function judgeDenial(message: string, profile: DebugProfile): DebugCheck {
  const denial = POD_SECURITY.exec(message)?.groups;
  if (denial === undefined) return failed(`A policy of the cluster refuses it: ${message}`);
  const { level = '', reasons = '' } = denial;
  const fitting = level === 'restricted' ? 'restricted' : 'baseline';
  const remedy =
    profile === fitting
      ? 'Not this container alone is judged but the whole pod, with what was added to it before.'
      : `Choose the profile ${fitting}, or ask for a Kubernetes namespace that allows more.`;
  return { ...failed(`Pod Security "${level}" refuses it: ${reasons}`, remedy), fact: message };
}
