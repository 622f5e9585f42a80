import type { HotMethod, HotMethods } from '../../../../preload/contract/index.ts';
import { FRAME, METHOD, NO_NODE, type Names } from '../intern/names.ts';
import type { Recording } from '../recording.ts';
import { stackWeights, type StackWeights, type WeightQuestion } from './stack-weights.ts';

export interface HotMethodsQuestion extends WeightQuestion {
  readonly limit: number;
}

/** Methods by what was counted while they ran themselves, and while they or what they called did. */
export async function hotMethods(recording: Recording, question: HotMethodsQuestion): Promise<HotMethods> {
  const weights = await stackWeights(recording, question);
  const { unit, events, total } = weights;
  const methods = methodsOf.get(weights) ?? methodWeights(recording.names, weights.self);
  methodsOf.set(weights, methods);
  return {
    unit,
    events,
    total,
    methods: methods.slice(0, question.limit).map((method) => namedMethod(recording.names, method)),
    omitted: Math.max(0, methods.length - question.limit),
  };
}

/** Weights that are remembered need not be spread over methods again. */
const methodsOf = new WeakMap<StackWeights, readonly MethodWeight[]>();

export interface MethodWeight {
  readonly method: number;
  readonly self: number;
  readonly total: number;
}

/** The busiest first; equal ones by the weight of their calls, then as they came. */
function methodWeights(names: Names, self: Float64Array): readonly MethodWeight[] {
  const { nodes, frames, methods } = names;
  const selfOf = new Float64Array(methods.size);
  const totalOf = new Float64Array(methods.size);
  const below = subtreeWeights(names, self);
  for (let node = 0; node < self.length; node += 1) {
    if (below[node] === 0) continue;
    const method = frames.part(nodes.part(node, 1), FRAME.method);
    if (method < 0) continue;
    selfOf[method] = (selfOf[method] ?? 0) + (self[node] ?? 0);
    // Recursion: the outermost call has counted what is below it.
    if (!isCalledByItself(names, node, method)) totalOf[method] = (totalOf[method] ?? 0) + (below[node] ?? 0);
  }
  const found: MethodWeight[] = [];
  totalOf.forEach((total, method) => {
    if (total > 0) found.push({ method, self: selfOf[method] ?? 0, total });
  });
  return found.sort((a, b) => b.self - a.self || b.total - a.total);
}

/** A parent's number is smaller than its children's: one loop from the end. */
function subtreeWeights({ nodes }: Names, self: Float64Array): Float64Array {
  const below = self.slice();
  for (let node = below.length - 1; node >= 0; node -= 1) {
    const parent = nodes.part(node, 0);
    if (parent !== NO_NODE) below[parent] = (below[parent] ?? 0) + (below[node] ?? 0);
  }
  return below;
}

function isCalledByItself({ nodes, frames }: Names, node: number, method: number): boolean {
  for (let caller = nodes.part(node, 0); caller !== NO_NODE; caller = nodes.part(caller, 0)) {
    if (frames.part(nodes.part(caller, 1), FRAME.method) === method) return true;
  }
  return false;
}

function namedMethod(names: Names, { method, self, total }: MethodWeight): HotMethod {
  const text = (part: number): string => names.texts.text(names.methods.part(method, part));
  return { className: text(METHOD.type), method: text(METHOD.name), descriptor: text(METHOD.descriptor), self, total };
}
