import { unlessCorrupt } from '../bytes/corruption.ts';
import { decodeEvent } from '../format/decode-value.ts';
import { isReserved } from '../format/event-frames.ts';
import type { Recording } from '../recording.ts';
import { jsonObject, type Json } from './json-value.ts';

export interface PrintedEvent {
  readonly type: string;
  readonly values: Json;
}

export interface PrintOptions {
  /** The JDK often takes the first chunk's clock for the whole file, which is wrong where two JVMs wrote it. */
  readonly clock?: 'chunk' | 'first';
  readonly signal?: AbortSignal;
}

/** Every event with every field, in the order of the file; those that contradict their type are left out. */
export async function* printEvents(
  recording: Recording,
  { clock = 'chunk', signal }: PrintOptions = {},
): AsyncGenerator<PrintedEvent> {
  const first = recording.chunks[0]?.header;
  for (let number = 0; number < recording.chunks.length; number += 1) {
    signal?.throwIfAborted();
    const chunk = await recording.load(number);
    if (chunk === undefined) continue;
    const header = clock === 'first' && first !== undefined ? first : chunk.header;
    for (const { at, type } of chunk.frames.events()) {
      const layout = chunk.layouts.get(type);
      if (layout === undefined || isReserved(type)) continue;
      const values = unlessCorrupt(() => jsonObject(decodeEvent(chunk, at, layout), layout, header));
      if (values !== undefined) yield { type: layout.type.name, values };
    }
  }
}
