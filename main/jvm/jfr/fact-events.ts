import { unlessCorrupt } from './bytes/corruption.ts';
import type { Chunk } from './format/chunk.ts';
import { decodeEvent, type JfrObject } from './format/decode-value.ts';
import { LIMITS } from './limits.ts';

/** Events that describe the machine, the JVM and the recording itself: few, and kept with all their fields. */
export const FACT_EVENTS: readonly string[] = [
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
 * Puts into `facts`, by event, what this chunk says: each says all of it again, so the newest counts. `places` are where the
 * events of each type begin, by type id.
 */
export function decodeFacts(
  chunk: Chunk,
  places: ReadonlyMap<number, readonly number[]>,
  facts: Map<string, readonly JfrObject[]>,
): void {
  for (const [typeId, starts] of places) {
    const layout = chunk.layouts.get(typeId);
    if (layout === undefined) continue;
    const decoded = starts
      .slice(0, LIMITS.factsOfType)
      .map((start) => unlessCorrupt(() => decodeEvent(chunk, start, layout)))
      .filter((event) => event !== undefined)
      .map((event) => withTypeName(chunk, event));
    if (decoded.length > 0) facts.set(layout.type.name, decoded);
  }
}

/** `jdk.ActiveSetting` names its event by the number of its type, which means nothing outside the chunk. */
function withTypeName(chunk: Chunk, event: JfrObject): JfrObject {
  const { id } = event;
  const name =
    typeof id === 'number' && 'name' in event && 'value' in event ? chunk.schema.types.get(id)?.name : undefined;
  return name === undefined ? event : { ...event, event: name };
}
