import { unlessCorrupt } from './bytes/corruption.ts';
import type { Chunk } from './format/chunk.ts';
import { isReserved } from './format/event-frames.ts';
import { decodeEvent, type JfrObject, type JfrValue } from './format/decode-value.ts';
import { CODE, type Layout } from './format/layout.ts';
import { checked, skipField } from './format/skip-value.ts';
import { LIMITS } from './limits.ts';

/** Fields of an event that are kept; of others nobody asks. */
interface KeptFields {
  readonly names: ReadonlySet<string>;
  readonly decides?: DecidingField;
}

/** A field whose word says whether an event is kept at all: few of its kind are. */
interface DecidingField {
  readonly name: string;
  readonly isKept: (word: JfrValue) => boolean;
}

/** HotSpot tells hundreds of flags; those that somebody chose are a dozen. */
const FLAG: KeptFields = {
  names: new Set(['name', 'value', 'origin']),
  decides: {
    name: 'origin',
    isKept: (origin) => typeof origin === 'string' && origin !== 'Default' && origin !== 'Ergonomic',
  },
};

/** Events that describe the machine, the JVM and the recording itself; most are one, of which all fields are kept. */
const FACT_EVENTS: ReadonlyMap<string, KeptFields | undefined> = new Map([
  ['jdk.JVMInformation', undefined],
  ['jdk.OSInformation', undefined],
  ['jdk.CPUInformation', undefined],
  ['jdk.VirtualizationInformation', undefined],
  ['jdk.PhysicalMemory', undefined],
  ['jdk.ContainerConfiguration', undefined],
  ['jdk.GCConfiguration', undefined],
  ['jdk.GCHeapConfiguration', undefined],
  ['jdk.ActiveSetting', { names: new Set(['id', 'name', 'value']) }],
  ['jdk.InitialEnvironmentVariable', { names: new Set(['key']) }],
  ['jdk.BooleanFlag', FLAG],
  ['jdk.IntFlag', FLAG],
  ['jdk.LongFlag', FLAG],
  ['jdk.UnsignedIntFlag', FLAG],
  ['jdk.UnsignedLongFlag', FLAG],
  ['jdk.DoubleFlag', FLAG],
  ['jdk.StringFlag', FLAG],
  ['jdk.Shutdown', undefined],
]);

/**
 * What the JVM says of itself at the beginning of every chunk: the newest counts, so that of the chunks in between
 * nothing is decoded.
 */
export class Facts {
  readonly known = new Map<string, readonly JfrObject[]>();
  /** In which chunk the newest word is, where that has not been decoded. */
  readonly #seen = new Map<string, number>();

  decode(chunk: Chunk, wanted: Iterable<string> = FACT_EVENTS.keys()): void {
    const layouts = new Map([...wanted].map((name) => [name, layoutIn(chunk, name)]));
    const places = chunk.frames.placesOf([...layouts.values()].flatMap((layout) => layout?.type.id ?? []));
    for (const [name, layout] of layouts) {
      const found = places.get(layout?.type.id ?? -1) ?? [];
      if (layout === undefined || found.length === 0) continue;
      const kept = FACT_EVENTS.get(name);
      const isKept = kept?.decides === undefined ? () => true : decision(chunk, layout, kept.decides);
      const decoded = found
        .slice(0, LIMITS.factsOfType)
        .map((at) =>
          unlessCorrupt(() =>
            isKept(at) ? withTypeName(chunk, decodeEvent(chunk, at, layout, kept?.names)) : undefined,
          ),
        )
        .filter((event) => event !== undefined);
      this.known.set(name, decoded);
      this.#seen.delete(name);
    }
  }

  /** Only remembers where they are. */
  pass(chunk: Chunk, number: number): void {
    for (const name of FACT_EVENTS.keys()) if (layoutIn(chunk, name) !== undefined) this.#seen.set(name, number);
  }

  /** Decodes what was only passed and nothing newer said again. */
  async catchUp(load: (number: number) => Promise<Chunk | undefined>): Promise<void> {
    for (const number of new Set(this.#seen.values())) {
      const chunk = await load(number);
      const wanted = [...this.#seen].filter(([, seen]) => seen === number).map(([name]) => name);
      if (chunk !== undefined) this.decode(chunk, wanted);
    }
  }
}

/** Whether the event that begins there is kept. A word lies in a pool, and is looked at once. */
function decision(chunk: Chunk, layout: Layout, { name, isKept }: DecidingField): (at: number) => boolean {
  const known = new Map<number, boolean>();
  const wanted = new Set([name]);
  return (at) => {
    const key = keyIn(chunk, layout, name, at);
    const before = key === undefined ? undefined : known.get(key);
    if (before !== undefined) return before;
    const kept = isKept(decodeEvent(chunk, at, layout, wanted)[name]);
    if (key !== undefined) known.set(key, kept);
    return kept;
  };
}

/** The key that the event has in this field. */
function keyIn({ cursor }: Chunk, layout: Layout, name: string, at: number): number | undefined {
  cursor.enterEvent(at);
  for (const field of checked(layout).fields) {
    if (field.field.name === name) return field.code === CODE.key ? cursor.key() : undefined;
    skipField(cursor, field);
  }
  return undefined;
}

/** How the events of this name are read, where the chunk has some. */
function layoutIn(chunk: Chunk, name: string): Layout | undefined {
  const layout = chunk.layouts.get(chunk.schema.typesByName.get(name)?.id ?? -1);
  return layout === undefined || isReserved(layout.type.id) || !chunk.frames.tallies.has(layout.type.id)
    ? undefined
    : layout;
}

/** `jdk.ActiveSetting` names its event by the number of its type, which means nothing outside the chunk. */
function withTypeName(chunk: Chunk, event: JfrObject): JfrObject {
  const { id } = event;
  const name =
    typeof id === 'number' && 'name' in event && 'value' in event ? chunk.schema.types.get(id)?.name : undefined;
  return name === undefined ? event : { ...event, event: name };
}
