import { unlessCorrupt } from './bytes/corruption.ts';
import type { Chunk } from './format/chunk.ts';
import { isReserved } from './format/event-frames.ts';
import { decodeEvent, type JfrObject } from './format/decode-value.ts';
import type { Layout } from './format/layout.ts';
import { LIMITS } from './limits.ts';

/** Events that describe the machine, the JVM and the recording itself: few, and kept with all their fields. */
const FACT_EVENTS: readonly string[] = [
  'jdk.JVMInformation',
  'jdk.OSInformation',
  'jdk.CPUInformation',
  'jdk.VirtualizationInformation',
  'jdk.PhysicalMemory',
  'jdk.ContainerConfiguration',
  'jdk.GCConfiguration',
  'jdk.GCHeapConfiguration',
  'jdk.YoungGenerationConfiguration',
  'jdk.CodeCacheConfiguration',
  'jdk.CompilerConfiguration',
  'jdk.ActiveRecording',
  'jdk.ActiveSetting',
  'jdk.InitialSystemProperty',
  'jdk.InitialEnvironmentVariable',
  'jdk.BooleanFlag',
  'jdk.IntFlag',
  'jdk.LongFlag',
  'jdk.UnsignedIntFlag',
  'jdk.UnsignedLongFlag',
  'jdk.DoubleFlag',
  'jdk.StringFlag',
  'jdk.DumpReason',
  'jdk.Shutdown',
];

/**
 * What the JVM says of itself at the beginning of every chunk: the newest counts, so that of the chunks in between
 * nothing is decoded.
 */
export class Facts {
  readonly known = new Map<string, readonly JfrObject[]>();
  /** In which chunk the newest word is, where that has not been decoded. */
  readonly #seen = new Map<string, number>();

  decode(chunk: Chunk, wanted: readonly string[] = FACT_EVENTS): void {
    const layouts = new Map(wanted.map((name) => [name, layoutIn(chunk, name)]));
    const places = chunk.frames.placesOf([...layouts.values()].flatMap((layout) => layout?.type.id ?? []));
    for (const [name, layout] of layouts) {
      if (layout === undefined) continue;
      const decoded = (places.get(layout.type.id) ?? [])
        .slice(0, LIMITS.factsOfType)
        .map((start) => unlessCorrupt(() => decodeEvent(chunk, start, layout)))
        .filter((event) => event !== undefined)
        .map((event) => withTypeName(chunk, event));
      if (decoded.length === 0) continue;
      this.known.set(name, decoded);
      this.#seen.delete(name);
    }
  }

  /** Only remembers where they are. */
  pass(chunk: Chunk, number: number): void {
    for (const name of FACT_EVENTS) if (layoutIn(chunk, name) !== undefined) this.#seen.set(name, number);
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
