import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { probePod } from '../../../../../main/namespaces/probe/probe-pod.ts';
import { fakeCluster, missingTool, type FakeCommandResult } from '../../../../support/fake-cluster.ts';
import { examplePod } from '../example-pod.ts';

const ref = { context: 'lab', kubeNamespace: 'web', pod: 'shop' };
const fixture = readFileSync(join(import.meta.dirname, '../../../../fixtures/proc/busybox-alone.txt'));

function probe(run: (command: readonly string[], container: string) => FakeCommandResult) {
  const fake = fakeCluster({ answer: () => ({ body: examplePod() }), run });
  return { fake, result: probePod(fake, ref, new AbortController().signal) };
}

describe('probePod', () => {
  it('asks each container once', async () => {
    const { fake, result } = probe(() => ({ stdout: fixture }));
    expect((await result).probes.map(({ container, processes }) => [container, processes.length])).toEqual([
      ['web', 1],
      ['debugger', 1],
    ]);
    expect(fake.commands).toHaveLength(2);
  });

  it('tries other programs where there is no shell, and says so where there is none at all', async () => {
    const { fake, result } = probe(([program], container) =>
      container === 'web' && program === 'python' ? { stdout: fixture } : missingTool,
    );
    const [web, debuggerProbe] = (await result).probes;
    expect(web?.processes).toHaveLength(1);
    expect(debuggerProbe).toMatchObject({
      processes: [],
      problem: expect.stringContaining('neither a shell') as unknown,
    });
    expect(fake.commands.map(([program]) => program).sort()).toEqual(
      ['perl', 'python', 'python', 'python3', 'python3', 'sh', 'sh'].sort(),
    );
  });

  it('goes on without a container that fails otherwise', async () => {
    const { result } = probe((_command, container) =>
      container === 'web' ? { end: { reason: 'failed', message: 'container not running' } } : { stdout: fixture },
    );
    const { probes } = await result;
    expect(probes[0]?.problem).toContain('container not running');
    expect(probes[1]?.processes).toHaveLength(1);
  });
});
