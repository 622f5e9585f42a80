import { describe, expect, it } from 'vitest';

import { NO_NODE, StackTree } from '../../../../../../main/jvm/jfr/intern/stack-tree.ts';
import { RecordingMemory } from '../../../../../../main/jvm/jfr/reader/recording-memory.ts';
import { callColumns, type CallColumns, type CallRows } from '../../../../../../main/jvm/jfr/sums/call-columns.ts';

/** Paths from the root with what they weigh by themselves, in the order of the columns. */
function pathsOf({ self, parent, frame }: CallColumns): readonly string[] {
  const paths: string[] = [];
  parent.forEach((above, node) => paths.push(node === 0 ? '' : `${paths[above] ?? ''}/${String(frame[node])}`));
  return paths.map((path, node) => `${path} ${String(self[node])}`);
}

const tree = new StackTree(new RecordingMemory(99));
const stack = (...methods: readonly number[]): number =>
  tree.add(Int32Array.from(methods.toReversed().flatMap((method) => [method, 0, 0, 0])), NO_NODE);
/** Methods by their numbers; of two frames of one method only one is shown. */
const frameShown = (frame: number): number => tree.partOf(frame, 0);

function build(rows: Omit<CallRows, 'rows' | 'size' | 'factor'>, { most = 100, truncated = -1 } = {}): CallColumns {
  const table = { ...rows, rows: undefined, size: rows.nodes.length, factor: 1 };
  return callColumns(tree, [table], { frameShown, truncated: () => truncated, most });
}

describe('callColumns', () => {
  const nodes = Int32Array.of(stack(1, 2), stack(1, 3), stack(4), NO_NODE, stack(1, 3));

  it('lays out the heavier of siblings first, and leaves what has no stack on the root', () => {
    const columns = build({ nodes, values: undefined });
    expect(pathsOf(columns)).toEqual([' 1', '/1 0', '/1/3 2', '/1/2 1', '/4 1']);
    expect(columns).toMatchObject({ total: 5, omitted: 0, truncated: 0 });
  });

  it('gives the weight of the lightest to their parents where there are too many', () => {
    const columns = build({ nodes, values: Float64Array.of(1, 8, 2, 0, 0.5) }, { most: 3 });
    expect(pathsOf(columns)).toEqual([' 2', '/1 1', '/1/3 8.5']);
    expect(columns).toMatchObject({ total: 11.5, omitted: 2 });
  });

  it('shows groups apart, each with its own calls', () => {
    const groups = { column: Int32Array.of(5, 5, 6, 6, 6), frameOf: (value: number) => 100 + value };
    expect(pathsOf(build({ nodes, values: undefined, groups }))).toEqual([
      ' 0',
      '/106 1',
      '/106/4 1',
      '/106/1 0',
      '/106/1/3 1',
      '/105 0',
      '/105/1 0',
      '/105/1/2 1',
      '/105/1/3 1',
    ]);
  });

  it('tells what weighs below the frame that stands for lost ones', () => {
    expect(build({ nodes, values: undefined }, { truncated: 1 }).truncated).toBe(3);
  });

  it('counts neither what is negative nor what is no number', () => {
    const columns = build({ nodes, values: Float64Array.of(-1, Number.NaN, 2, 0, 0) });
    expect(columns.total).toBe(2);
  });
});
