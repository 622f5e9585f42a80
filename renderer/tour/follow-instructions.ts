/** Which instruction is next, by what is on the page: people go ahead, and dialogs are closed by mistake. */
import type { Instruction } from './tour-step.ts';

/** A target is only there when what leads to it has been done; the rest can be done at any time. */
function hasTarget(instruction: Instruction | undefined): boolean {
  return instruction?.act === 'press' || instruction?.act === 'fill';
}

export interface Sight {
  /** How many have been followed. */
  readonly followed: number;
  /** Of each instruction's target, whether it is on the page; false for those without one. */
  readonly isPresent: readonly boolean[];
  /** Fields that say already what they should. */
  readonly isFilled: readonly boolean[];
  /** The page of the step's pod is open. */
  readonly isAtPod: boolean;
}

/** The number of the instructions when all have been followed. */
export function nextInstruction(instructions: readonly Instruction[], sight: Sight): number {
  let next = sight.followed;
  while (next < instructions.length && isDoneAlready(instructions[next], next, sight)) next += 1;
  const current = instructions[next];
  if (current === undefined || !hasTarget(current) || sight.isPresent[next] === true) return next;
  // Ahead: only up to the next one that can be done at any time, which would be skipped otherwise.
  for (let later = next + 1; later < instructions.length && hasTarget(instructions[later]); later += 1) {
    if (sight.isPresent[later] === true && sight.isFilled[later] !== true) return later;
  }
  const optional = current.act === 'press' && current.target.within === 'dialog' && next === 0;
  return optional ? nextInstruction(instructions, { ...sight, followed: next + 1 }) : next;
}

function isDoneAlready(instruction: Instruction | undefined, index: number, sight: Sight): boolean {
  if (instruction?.act === 'go') return sight.isAtPod;
  return instruction?.act === 'fill' && sight.isFilled[index] === true;
}
