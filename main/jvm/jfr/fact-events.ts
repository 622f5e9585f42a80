import { unlessCorrupt } from './bytes/corruption.ts';
import { placesOf, type Chunk } from './format/chunk.ts';
import { RESERVED } from './format/event-frames.ts';
import { decodeEvent, type JfrObject } from './format/decode-value.ts';
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

/** Puts into `facts`, by event, what this chunk says: each says all of it again, so the newest counts. */
export function decodeFacts(chunk: Chunk, facts: Map<string, readonly JfrObject[]>): void {
  for (const name of FACT_EVENTS) {
    const layout = chunk.layouts.get(chunk.schema.typesByName.get(name)?.id ?? -1);
    if (layout === undefined || layout.type.id <= RESERVED.checkpoint) continue;
    const decoded = placesOf(chunk.frames, layout.type.id)
      .slice(0, LIMITS.factsOfType)
      .map((start) => unlessCorrupt(() => decodeEvent(chunk, start, layout)))
      .filter((event) => event !== undefined)
      .map((event) => withTypeName(chunk, event));
    if (decoded.length > 0) facts.set(name, decoded);
  }
}

/** `jdk.ActiveSetting` names its event by the number of its type, which means nothing outside the chunk. */
function withTypeName(chunk: Chunk, event: JfrObject): JfrObject {
  const { id } = event;
  const name =
    typeof id === 'number' && 'name' in event && 'value' in event ? chunk.schema.types.get(id)?.name : undefined;
  return name === undefined ? event : { ...event, event: name };
}
