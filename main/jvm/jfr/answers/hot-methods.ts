import { FRAME } from '../intern/names.ts';
import type { Recording } from '../recording.ts';

export interface HotMethod {
  readonly method: string;
  readonly descriptor: string;
  readonly samples: number;
}

/** A part of the recording, in nanoseconds since its origin. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The methods that most samples of an event found running, the busiest first. */
export async function hotMethods(
  recording: Recording,
  event = 'jdk.ExecutionSample',
  range?: TimeRange,
): Promise<readonly HotMethod[]> {
  const { names } = recording;
  const nodes = await recording.stackNodes(event);
  const times = recording.tables.get(event)?.column('time') ?? new Float64Array(0);
  const samples = new Map<number, number>();
  nodes.forEach((node, row) => {
    const time = times[row] ?? Number.NaN;
    if (node < 0 || (range !== undefined && !(time >= range.from && time < range.to))) return;
    const method = names.frames.part(names.nodes.part(node, 1), FRAME.method);
    samples.set(method, (samples.get(method) ?? 0) + 1);
  });
  return [...samples]
    .map(([method, count]) => ({
      method: names.methodName(method),
      descriptor: names.methodDescriptor(method),
      samples: count,
    }))
    .sort((a, b) => b.samples - a.samples);
}
