/**
 * What is exported for pprof, read by Go's own `go tool pprof`. It is compiled when it is used first, which takes half a
 * minute: only with KESAKO_JFR_VALUES=all.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { callTree, fileSource, overview, readRecording, unwrap } from '../../../main/jvm/jfr/index.ts';
import { gzip, toPprof } from '../../../renderer/recordings/stack-formats/pprof.ts';

const all = process.env['KESAKO_JFR_VALUES'] === 'all';
const hasGo = all && spawnSync('go', ['version']).status === 0;
if (!hasGo) console.warn('skipped: go tool pprof reads exports with Go and KESAKO_JFR_VALUES=all');
const files = globSync('../shared/jfr-corpus/*.jfr', { cwd: root })
  .map((path) => join(root, path))
  .sort();

describe.skipIf(!hasGo || files.length === 0)('stacks exported for pprof', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kesako-exports-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(files.map((path) => [basename(path), path]))(
    'of %s have the samples and weights that the call tree has',
    async (fileName, path) => {
      const source = await unwrap(await fileSource(path));
      const recording = await readRecording(source);
      for (const { of, unit, label } of overview(recording, fileName).sources) {
        const question = { of, count: false, group: 'none', lines: true, nodes: 1_000_000 } as const;
        const { tree } = await callTree(recording, question);
        const file = join(folder, 'stacks.pb.gz');
        const profile = toPprof({ tree, unit, name: label, startedAt: 1_700_000_000_000, durationMs: 1000 });
        writeFileSync(file, await gzip(profile));
        const { stdout, stderr } = spawnSync('go', ['tool', 'pprof', '-raw', file], { encoding: 'utf8' });
        const samples = stdout.slice(stdout.indexOf('Samples:'), stdout.indexOf('Locations'));
        const weights = [...samples.matchAll(/^ +(\d+):/gm)].map(([, weight]) => Number(weight));
        const factor = unit === 'milliseconds' ? 1e6 : 1;
        const ours = tree.self.filter((self, node) => node > 0 && self > 0).map((self) => Math.round(self * factor));
        expect([of, stderr, weights.toSorted()]).toEqual([of, stderr, [...ours].filter((each) => each > 0).toSorted()]);
      }
      await source.close();
    },
    120_000,
  );
});
