import { AppError } from '../../../preload/contract/errors.ts';
import { type AnswerOrigin, readStatus, statusError } from '../errors.ts';
import type { KubeObject } from '../objects.ts';

export type WatchEvent<Item> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: Item }
  | { readonly type: 'BOOKMARK'; readonly object: KubeObject };

/** A line that cannot be understood: what it told is lost, so the list must be read again. */
export class UnreadableWatch extends AppError<'UNREACHABLE'> {
  constructor(origin: AnswerOrigin, cause?: unknown) {
    super('UNREACHABLE', `${origin.server} sent a change that cannot be read.`, { server: origin.server }, { cause });
  }
}

interface RawEvent<Item> {
  readonly type?: unknown;
  readonly object?: Item & KubeObject;
}

function parse<Item>(line: string, origin: AnswerOrigin): RawEvent<Item> {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === 'object' && event !== null ? event : {};
  } catch (error) {
    throw new UnreadableWatch(origin, error);
  }
}

/** One line of a watch; an ERROR event is thrown as what its Status means. */
export function readWatchEvent<Item extends KubeObject>(line: string, origin: AnswerOrigin): WatchEvent<Item> {
  const { type, object } = parse<Item>(line, origin);
  if (typeof object !== 'object') throw new UnreadableWatch(origin);
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK':
      if (typeof object.metadata?.resourceVersion !== 'string') throw new UnreadableWatch(origin);
      return { type, object };
    case 'ERROR': {
      const status = readStatus(object);
      throw status === undefined ? new UnreadableWatch(origin) : statusError(status, origin);
    }
    default:
      throw new UnreadableWatch(origin);
  }
}
