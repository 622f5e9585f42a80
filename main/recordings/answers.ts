/** Which function of the engine answers which question. All run in the recording's thread. */
import { AppError, type recordings, type Service } from '../../preload/contract/index.ts';
import {
  callTree,
  collections,
  eventDetail,
  eventPage,
  eventTypes,
  fieldHistogram,
  findings,
  hotMethods,
  lifelines,
  overview,
  runtime,
  series,
  threads,
  weights,
  type BuiltTree,
  type Recording,
} from '../jvm/jfr/index.ts';

type Asked = Service<typeof recordings>;

/** Calls that the thread answers as they are; of byte streams it gives what they are made of. */
export type Calls = Pick<
  Asked,
  | 'overview'
  | 'findings'
  | 'hotMethods'
  | 'weights'
  | 'collections'
  | 'runtime'
  | 'threads'
  | 'lifelines'
  | 'series'
  | 'eventTypes'
  | 'events'
  | 'event'
  | 'histogram'
>;
type Trees = Pick<Asked, 'callTree'>;

export type Question = keyof Calls | keyof Trees;
export type Input<Name extends Question> = Parameters<Asked[Name]>[0];
export type Answer<Name extends Question> = Name extends keyof Calls ? Awaited<ReturnType<Calls[Name]>> : BuiltTree;

export interface Asking {
  readonly recording: Recording;
  readonly fileName: string;
  readonly signal: AbortSignal;
}

type AnswerTable = {
  readonly [Name in Question]: (asking: Asking, input: Input<Name>) => Answer<Name> | Promise<Answer<Name>>;
};

const ANSWERS: AnswerTable = {
  overview: ({ recording, fileName }) => overview(recording, fileName),
  findings: ({ recording }, input) => findings(recording, input),
  hotMethods: ({ recording }, input) => hotMethods(recording, input),
  callTree: ({ recording }, input) => callTree(recording, input),
  weights: ({ recording }, input) => weights(recording, input),
  collections: ({ recording }, input) => collections(recording, input),
  runtime: ({ recording }, input) => runtime(recording, input),
  threads: ({ recording }, input) => threads(recording, input),
  lifelines: ({ recording }, input) => lifelines(recording, input),
  series: ({ recording }, input) => series(recording, input),
  eventTypes: ({ recording }) => eventTypes(recording),
  events: ({ recording, signal }, input) => eventPage(recording, input, signal),
  event: async ({ recording, signal }, input) => {
    const detail = await eventDetail(recording, input, signal);
    if (detail !== undefined) return detail;
    const data = { resource: input.type, name: String(input.event) };
    throw new AppError('NOT_FOUND', 'There is no such event in this recording.', data);
  },
  histogram: ({ recording, signal }, input) => fieldHistogram(recording, input, signal),
};

export async function answer<Name extends Question>(
  asking: Asking,
  question: Name,
  input: Input<Name>,
): Promise<Answer<Name>> {
  return ANSWERS[question](asking, input);
}
