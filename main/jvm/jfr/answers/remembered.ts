import type { Recording } from '../recording.ts';

/** Pages and findings of one part of a recording ask for the same few. */
const NEWEST = 4;

interface Known {
  /** Of how much of the recording: once more has been read they are no longer true. */
  readonly events: number;
  readonly answers: Map<string, unknown>;
}

const known = new WeakMap<Recording, Known>();

/** What was answered to this question, whose words are its key, or is now; the newest answers are remembered. */
export function remembered<Answer>(recording: Recording, name: string, question: object, answer: () => Answer): Answer {
  let { events, answers } = known.get(recording) ?? { events: -1, answers: new Map<string, unknown>() };
  if (events !== recording.events) {
    ({ events } = recording);
    answers = new Map();
    known.set(recording, { events, answers });
  }
  const key = `${name} ${JSON.stringify(question)}`;
  const found = answers.has(key) ? (answers.get(key) as Answer) : answer();
  answers.delete(key);
  answers.set(key, found);
  // What could not be read may be readable later.
  if (found instanceof Promise) found.catch(() => answers.delete(key));
  for (const [oldest] of answers) {
    if (answers.size <= NEWEST) break;
    answers.delete(oldest);
  }
  return found;
}
