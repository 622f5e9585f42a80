/**
 * The fields of Kubernetes' messages, from the notation of `messages/`:
 *
 *     Probe: 1 ...ProbeHandler, 2 initialDelaySeconds int, 7 terminationGracePeriodSeconds int?
 *
 * A field is its number, its name in JSON and its type. `Type*` is a list, `{Type}` a map from strings; `?` marks what Go keeps
 * behind a pointer and JSON therefore shows even where it is zero, `!` what JSON always shows, and `...Type` a message whose fields
 * stand among those of its owner.
 */
import { CONTAINERS } from './messages/containers.ts';
import { METADATA } from './messages/metadata.ts';
import { OTHER_OBJECTS } from './messages/other-objects.ts';
import { PODS } from './messages/pods.ts';
import { VOLUMES } from './messages/volumes.ts';
import { WORKLOADS } from './messages/workloads.ts';

export interface MessageField {
  /** Empty for a message whose fields stand among its owner's. */
  readonly name: string;
  /** `string`, `int`, `bool`, `bytes`, a message, or one that JSON writes in a way of its own: `Time`, `Quantity`. */
  readonly type: string;
  readonly form: 'one' | 'list' | 'map';
  /** Shown even where it is zero. */
  readonly keepsZero: boolean;
}

export type MessageType = ReadonlyMap<number, MessageField>;

const FIELD =
  /^(?<number>\d+) (?:\.\.\.(?<inline>\w+)|(?<name>\w+) (?:\{(?<values>\w+)\}|(?<type>\w+))(?<list>\*?)(?<mark>[?!]?))$/;

/** `undefined`: no message of this name is known. */
export function messageType(name: string): MessageType | undefined {
  return MESSAGES.get(name);
}

export function messageNames(): readonly string[] {
  return [...MESSAGES.keys()];
}

const MESSAGES: ReadonlyMap<string, MessageType> = new Map(
  [METADATA, PODS, CONTAINERS, VOLUMES, WORKLOADS, OTHER_OBJECTS].flatMap(readMessages),
);

function readMessages(notation: string): readonly (readonly [string, MessageType])[] {
  const lines = notation.trim().replaceAll(/\n +/g, ' ').split('\n');
  return lines.map((line) => {
    const [name = '', fields = ''] = line.split(/: ?/);
    return [name, new Map(fields.split(', ').map(readField))];
  });
}

function readField(text: string): readonly [number, MessageField] {
  const found = FIELD.exec(text)?.groups;
  if (found === undefined) throw new Error(`not a field: ${text}`);
  const { inline, name = '', values, type = '', list } = found;
  const field = {
    name,
    type: inline ?? values ?? type,
    form: values !== undefined ? 'map' : list === '*' ? 'list' : 'one',
    keepsZero: (found['mark'] ?? '') !== '',
  } as const;
  return [Number(found['number']), field];
}
