import { expect, test } from 'vitest';

import { toFirefoxProfile } from '../../../../../renderer/recordings/stack-formats/firefox-profile.ts';
import { treeOf } from '../flame-graph/small-tree.ts';

interface Column {
  readonly length: number;
  readonly [name: string]: unknown;
}

test('the profiler’s tables refer to rows that are there, and are as long as they say', () => {
  const tree = treeOf('a.A.main;b.B.run 3', 'a.A.main 2', 'c.C.go 1');
  const file = JSON.parse(toFirefoxProfile({ tree, unit: 'samples', name: 'CPU', startedAt: 7, durationMs: 1 })) as {
    readonly meta: { readonly preprocessedProfileVersion: number };
    readonly threads: readonly (Readonly<Record<string, Column>> & { readonly stringArray: readonly string[] })[];
  };
  const [thread] = file.threads;
  expect(thread!['stackTable']).toMatchObject({ frame: [0, 1, 2], prefix: [null, 0, null] });
  expect(thread!['samples']).toMatchObject({ stack: [0, 1, 2], weight: [2, 3, 1] });
  expect(thread!.stringArray).toEqual(['a.A.main', 'b.B.run', 'c.C.go']);
  for (const table of ['samples', 'stackTable', 'frameTable', 'funcTable']) {
    const { length, ...columns } = thread![table]!;
    for (const column of Object.values(columns)) if (Array.isArray(column)) expect(column).toHaveLength(length);
  }
});
