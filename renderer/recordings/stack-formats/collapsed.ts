import { fullName } from '../flame-graph/frame-names.ts';
import { stacksOf, type StackProfile } from './stacks.ts';

/** A line for each stack, `outer;inner 12`, as flamegraph.pl and many others read it. Weights are whole numbers. */
export function toCollapsed({ tree }: StackProfile): string {
  // The two characters that the format gives a meaning to.
  const names = tree.frames.map((frame) => fullName(frame).replace(/[;\r\n]/g, '_'));
  const lines: string[] = [];
  for (const { frames, weight } of stacksOf(tree)) {
    lines.push(`${frames.map((frame) => names[frame] ?? '').join(';')} ${Math.max(1, Math.round(weight))}\n`);
  }
  return lines.join('');
}
