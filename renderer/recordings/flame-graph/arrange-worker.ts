/** Arranges one tree of a million nodes while the page goes on drawing. */
import { arrangeTree, buffersOf, type ArrangeRequest } from './arrange-tree.ts';

addEventListener('message', ({ data }: MessageEvent<ArrangeRequest>) => {
  const arranged = arrangeTree(data);
  const transfer = buffersOf(arranged).filter((buffer) => buffer instanceof ArrayBuffer);
  postMessage(arranged, { transfer });
});
