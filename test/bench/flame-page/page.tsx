/** The flame graph alone, as the window shows it, with a tree that is made here. */
import { useLayoutEffect, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import { FlameGraph } from '../../../renderer/recordings/flame-graph/flame-graph.tsx';
import { useTreeShape } from '../../../renderer/recordings/flame-graph/use-tree-shape.ts';
import '../../../renderer/ui/index.ts';
import { largeTree } from './large-tree.ts';

declare global {
  interface Window {
    makeTree(nodes: number): void;
    /** From the tree in memory to its first picture, in milliseconds. */
    showTree(): Promise<number>;
    /** Callees up, and recursion collapsed. */
    turnTree(): Promise<void>;
    /** The longest times between two animation frames from now until `endFrames`, in milliseconds. */
    startFrames(): void;
    endFrames(): readonly number[];
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
const view = createRoot(root);

let tree = largeTree(1);
window.makeTree = (nodes) => {
  tree = largeTree(nodes);
};

interface GraphProps {
  readonly isInverted: boolean;
  readonly isCollapsed: boolean;
  /** When the shape that was asked for is in the page. */
  readonly onShown: () => void;
}

function Graph({ isInverted, isCollapsed, onShown }: GraphProps): ReactElement | undefined {
  const shape = useTreeShape(tree, { isInverted, isCollapsed });
  useLayoutEffect(() => {
    if (shape !== undefined) onShown();
    // Not when `onShown` changes: the old shape is still shown then.
  }, [shape]);
  if (shape === undefined) return undefined;
  return (
    <div style={{ position: 'fixed', inset: 0 }}>
      <FlameGraph
        label="Flame graph"
        shape={shape}
        colorBy="package"
        matches={undefined}
        selected={-1}
        onSelect={() => undefined}
        describe={() => ''}
        tooltip={(node) => node}
        menu={() => []}
      />
    </div>
  );
}

async function show(arrangement: Pick<GraphProps, 'isInverted' | 'isCollapsed'>): Promise<number> {
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    flushSync(() => view.render(<Graph {...arrangement} onShown={resolve} />));
  });
  // The second callback comes after the frame with the picture was handed over.
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - startedAt)));
  });
}

window.showTree = () => show({ isInverted: false, isCollapsed: false });
window.turnTree = async () => {
  await show({ isInverted: true, isCollapsed: false });
  await show({ isInverted: true, isCollapsed: true });
};

let frames: number[] = [];
let request = 0;
window.startFrames = () => {
  frames = [];
  let last = performance.now();
  const next = (now: number): void => {
    frames.push(now - last);
    last = now;
    request = requestAnimationFrame(next);
  };
  request = requestAnimationFrame((now) => {
    last = now;
    request = requestAnimationFrame(next);
  });
};
window.endFrames = () => {
  cancelAnimationFrame(request);
  return frames;
};
