import { FRAME, METHOD, NO_NODE } from '../intern/names.ts';
import { TRUNCATED } from '../intern/stack-walker.ts';
import type { Recording } from '../recording.ts';
import { stackWeights, type WeightQuestion } from './stack-weights.ts';

/** How much of a source's weight has stacks that lost their outermost frames. */
export async function truncatedStacks(
  recording: Recording,
  question: WeightQuestion,
): Promise<{ readonly weight: number; readonly total: number }> {
  const { self, total } = await stackWeights(recording, question);
  const { nodes, frames, methods, texts } = recording.names;
  const isCut = new Uint8Array(self.length);
  let weight = 0;
  for (let node = 0; node < self.length; node += 1) {
    const parent = nodes.part(node, 0);
    // What was lost is a frame of its own, the outermost.
    const cut =
      parent === NO_NODE
        ? texts.text(methods.part(frames.part(nodes.part(node, 1), FRAME.method), METHOD.name)) === TRUNCATED
        : isCut[parent] === 1;
    if (!cut) continue;
    isCut[node] = 1;
    weight += self[node] ?? 0;
  }
  return { weight, total };
}
