import type { MenuEntry } from '../../ui/index.ts';
import { frameOf } from '../flame-graph/frame-names.ts';
import type { TreeShape } from '../flame-graph/tree-shape.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { methodMenu } from './method-menu.ts';

/** What can be done with a frame; nothing with the whole. A thread's frame is looked for by its name like any other. */
export function frameMenu(page: RecordingSelection, shape: TreeShape, node: number): readonly MenuEntry[] {
  const frame = frameOf(shape.tree, node);
  return frame === undefined ? [] : methodMenu(page, frame.className, frame.method);
}
