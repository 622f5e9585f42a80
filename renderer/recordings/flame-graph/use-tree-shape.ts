import { useEffect, useMemo, useState } from 'react';

import type { CallTree } from '../../../preload/contract/index.ts';
import { arrangeTree, type ArrangedTree, type ArrangeRequest, type Arrangement } from './arrange-tree.ts';
import { TreeShape } from './tree-shape.ts';

/** Fewer are arranged within a frame, sooner than a worker has started. */
const NODES_AT_ONCE = 20_000;

interface Arranged {
  readonly tree: CallTree;
  readonly shape: TreeShape;
}

/**
 * The tree as it is wanted. While a large one is being arranged the one before stays; undefined before the first. What was
 * wanted before and is not wanted any more is given up.
 */
export function useTreeShape(tree: CallTree, { isCollapsed, isInverted }: Arrangement): TreeShape | undefined {
  const isSmall = tree.parent.length <= NODES_AT_ONCE;
  const small = useMemo(
    () => (isSmall ? shapeOf(tree, arrangeTree(requestOf(tree, { isCollapsed, isInverted }))) : undefined),
    [tree, isSmall, isCollapsed, isInverted],
  );
  const [arranged, setArranged] = useState<Arranged>();
  useEffect(() => {
    if (isSmall) return undefined;
    return arrangeElsewhere(requestOf(tree, { isCollapsed, isInverted }), (done) => {
      setArranged({ tree, shape: shapeOf(tree, done) });
    });
  }, [tree, isSmall, isCollapsed, isInverted]);
  return small ?? arranged?.shape;
}

function requestOf({ self, otherSelf, parent, frame }: CallTree, arrangement: Arrangement): ArrangeRequest {
  return { columns: { self, otherSelf, parent, frame }, arrangement };
}

function shapeOf({ frames }: CallTree, { columns, shape }: ArrangedTree): TreeShape {
  return new TreeShape({ ...columns, frames }, shape);
}

/** Gives what ends the work. */
function arrangeElsewhere(request: ArrangeRequest, onDone: (arranged: ArrangedTree) => void): () => void {
  const worker = new Worker(new URL('./arrange-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<ArrangedTree>) => {
    worker.terminate();
    onDone(data);
  });
  // Where no worker may run, a moment without drawing is better than no picture.
  worker.addEventListener('error', () => {
    worker.terminate();
    onDone(arrangeTree(request));
  });
  worker.postMessage(request);
  return () => worker.terminate();
}
