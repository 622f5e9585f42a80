/** The flame graph alone, as the window shows it, with a tree that is made here. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import { FlameGraph } from '../../../renderer/recordings/flame-graph/flame-graph.tsx';
import { TreeShape } from '../../../renderer/recordings/flame-graph/tree-shape.ts';
import '../../../renderer/ui/index.ts';
import { largeTree } from './large-tree.ts';

declare global {
  interface Window {
    makeTree(nodes: number): void;
    /** From the tree in memory to its first picture, in milliseconds. */
    showTree(): Promise<number>;
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

window.showTree = () => {
  const startedAt = performance.now();
  const shape = new TreeShape(tree);
  flushSync(() =>
    view.render(
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
      </div>,
    ),
  );
  // The second callback comes after the frame with the picture was handed over.
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - startedAt)));
  });
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
