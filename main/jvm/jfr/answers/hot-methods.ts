import type { HotMethod, HotMethods } from '../../../../preload/contract/index.ts';
import { METHOD } from '../intern/interned-methods.ts';
import type { Names } from '../intern/names.ts';
import type { Recording } from '../recording.ts';
import { methodSums } from '../sums/stack-sums.ts';
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
function methodWeights({ stacks, methods }: Names, weights: Float64Array): readonly MethodWeight[] {
  const { self, total } = methodSums(stacks, weights, methods.size);
  const found: MethodWeight[] = [];
  total.forEach((weight, method) => {
    if (weight > 0) found.push({ method, self: self[method] ?? 0, total: weight });
  });
  return found.sort((a, b) => b.self - a.self || b.total - a.total);
}

function namedMethod(names: Names, { method, self, total }: MethodWeight): HotMethod {
  const text = (part: number): string => names.texts.text(names.methods.part(method, part));
  return { className: text(METHOD.type), method: text(METHOD.name), descriptor: text(METHOD.descriptor), self, total };
}
