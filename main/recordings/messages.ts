/** What a recording's thread and its owner tell each other. */
import type { ErrorForm } from '../../preload/contract/errors.ts';
import type { RecordingOverview, RecordingState } from '../../preload/contract/recording-overview.ts';
import type { Answer, Input, Question } from './answers.ts';

export interface ReadingRequest {
  readonly path: string;
  readonly fileName: string;
  /** Where overviews of recordings are kept that were read before. */
  readonly overviews: string;
}

/** The first message of a thread, which may have been started before anybody knew what to read. */
export interface Beginning {
  readonly type: 'read';
  readonly request: ReadingRequest;
}

export type ToReading =
  | { readonly type: 'ask'; readonly id: number; readonly question: Question; readonly input: Input<Question> }
  | { readonly type: 'cancel'; readonly id: number }
  /** To read it again as it grows, or no longer. */
  | { readonly type: 'follow'; readonly follows: boolean };

export type FromReading =
  | { readonly type: 'state'; readonly state: RecordingState }
  /** Unasked: as soon as there is one, and when all has been read. */
  | { readonly type: 'overview'; readonly overview: RecordingOverview }
  | { readonly type: 'answer'; readonly id: number; readonly value: Answer<Question> }
  | { readonly type: 'failure'; readonly id: number; readonly error: ErrorForm };
