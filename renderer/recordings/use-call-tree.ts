import type { UseQueryResult } from '@tanstack/react-query';

import {
  decodeCallTree,
  type CallTree,
  type CallTreeOpened,
  type RecordingScope,
  type WeightSource,
} from '../../preload/contract/index.ts';
import type { Api } from '../bridge/index.ts';
import { compareTrees } from './flame-graph/compare-trees.ts';
import { useAnswer } from './use-answer.ts';

export interface CallTreeAnswer extends CallTreeOpened {
  readonly tree: CallTree;
}

export interface CallTreeQuestion {
  readonly scope: RecordingScope;
  readonly of: WeightSource | undefined;
  readonly group: 'none' | 'thread' | 'state';
  readonly lines: boolean;
  /** Compared with this recording. */
  readonly other: string | undefined;
}

const MOST_NODES = 1_000_000;

export function useCallTree(question: CallTreeQuestion): UseQueryResult<CallTreeAnswer> {
  const { scope, of, group, lines, other } = question;
  return useAnswer(
    ['callTree', scope, of, group, lines, other],
    async (api, signal) => {
      if (of === undefined) throw new Error('There is no source.');
      const asked = { of, group, lines, nodes: MOST_NODES };
      const answer = await readCallTree(api, { ...scope, ...asked }, signal);
      if (other === undefined) return answer;
      // Times and threads are those of one recording and mean nothing in another.
      const before = await readCallTree(api, { recording: other, ...asked }, signal);
      return { ...answer, tree: compareTrees(before.tree, answer.tree) };
    },
    of !== undefined,
  );
}

type Query = Parameters<Api['recordings']['callTree']>[0];

async function readCallTree(api: Api, query: Query, signal: AbortSignal): Promise<CallTreeAnswer> {
  const stream = api.recordings.callTree(query, { signal });
  const opened = await stream.opened;
  const bytes = new Uint8Array(opened.bytes);
  let at = 0;
  for await (const part of stream) {
    bytes.set(part, at);
    at += part.length;
  }
  return { ...opened, tree: decodeCallTree(bytes, { nodes: opened.nodes, compared: false }) };
}
