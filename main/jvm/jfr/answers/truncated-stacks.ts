import { TRUNCATED } from '../intern/stack-walker.ts';
import type { Recording } from '../recording.ts';
import { weightBelow } from '../sums/stack-sums.ts';
import { stackWeights, type WeightQuestion } from './stack-weights.ts';

/** How much of a source's weight has stacks that lost their outermost frames. */
export async function truncatedStacks(
  recording: Recording,
  question: WeightQuestion,
): Promise<{ readonly weight: number; readonly total: number }> {
  const { self, total } = await stackWeights(recording, question);
  const { stacks, methods, texts } = recording.names;
  const name = texts.numberOf(TRUNCATED);
  // What was lost is a frame of its own, the outermost.
  const method = name === undefined ? undefined : methods.numberOf(0, name, 0);
  return { weight: method === undefined ? 0 : weightBelow(stacks, self, method), total };
}
