/** The same containers as whoever runs the tests, and as a user without rights: each is asked the same and answers the same. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../../../../build/config/paths.ts';
import { probeRuntime } from '../../../../main/practice/runtime/index.ts';
import { observeContainers, type Observations } from './observe-containers.ts';

const support = await probeRuntime();
const unable = support.available ? '' : ` (skipped: ${support.message})`;

/** A user namespace in which this user has a number that is not root's, and no capability. */
const AS_A_USER = ['-U', '--map-user=1000', '--map-group=1000', '--'];
const userSupport = spawnSync('unshare', [...AS_A_USER, 'true']).status === 0;

function observeAsUser(): Observations {
  const script = join(root, 'test/integration/practice/runtime/observe-containers.ts');
  const { stdout, stderr, status } = spawnSync('unshare', [...AS_A_USER, process.execPath, script, '--print'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Observations;
}

const runs = [
  { who: 'this user', observe: observeContainers, isPossible: support.available },
  { who: 'a user without rights', observe: observeAsUser, isPossible: support.available && userSupport },
];

describe.each(runs)(`containers of $who${unable}`, ({ observe, isPossible }) => {
  it.runIf(isPossible)('are what a cluster would have made of them', { timeout: 60_000 }, async () => {
    const seen = await observe();

    // The server, and the debug container that has it for its target.
    expect(seen.page).toContain('<h1>It works</h1>');
    expect(seen.noShell).toContain('exec: "bash": executable file not found in $PATH');
    expect(seen.noPath).toContain('exec: "/nothing": stat /nothing: no such file or directory');
    expect(seen.noProgram).toContain('exec: "/etc/passwd": permission denied');
    expect(seen.noTools).toMatchObject({ exitCode: 127, stderr: expect.stringMatching(/ls: (command )?not found/) });
    expect(seen.processes).toMatch(/^ +1 .*python -m http\.server 8080$/m);
    expect(seen.targetRoot).toContain('app');
    expect(seen.targetPage).toBe('<h1>It works</h1>\n');
    expect(seen.written).toBe('by the debugger\n');
    expect(seen.refused).toMatch(/Read-only file system/);
    expect(seen.fetched).toContain('<h1>It works</h1>');
    expect(seen.capabilities).toMatch(/CapEff:\s+00000000a80425fb/);
    expect(seen.machineSettings).toMatch(/Read-only file system/);

    // Who shares what, by the kernel's numbers.
    const { server, debug, sibling } = seen.links;
    for (const kind of ['net', 'ipc', 'uts', 'pid', 'user'] as const) expect(debug[kind], kind).toBe(server[kind]);
    for (const kind of ['net', 'ipc', 'uts'] as const) expect(sibling[kind], kind).toBe(server[kind]);
    expect(sibling.pid).not.toBe(server.pid);
    expect(new Set([server.mnt, debug.mnt, sibling.mnt]).size).toBe(3);

    // A terminal.
    expect(seen.terminal).toMatch(/\/dev\/pts\/0[\s\S]*33 100[\s\S]*interrupted/);
    expect(seen.terminalExit).toEqual({ exitCode: 9 });

    // Streams and ends.
    expect(seen.echoed).toBe(100_000);
    expect(seen.streams).toEqual({ stdout: 'out\n', stderr: 'err\n', exitCode: 42 });
    expect(seen.killed).toEqual({ exitCode: 137, signal: 9 });
    expect(seen.terminated).toEqual({ exitCode: 7 });
    expect(seen.ignored).toEqual({ exitCode: 137, signal: 9 });
    expect(seen.debugAfterTarget).toEqual({ exitCode: 137, signal: 9 });
    expect(seen.execAfterEnd).toBe('notRunning');

    // A pod that shares its processes.
    expect(seen.shared.processes).toMatch(/^ +1 .*\/pause$/m);
    expect(seen.shared.processes).toContain('sleep 1111');
    expect(seen.shared.processes).toContain('sleep 2222');
    expect(seen.shared.afterKillingOne).not.toContain('sleep 3333');
    expect(seen.shared.afterKillingOne).toContain('sleep 2222');
    expect(seen.shared.volume).toBe('handed over\n');
    expect(seen.shared.config).toBe('key=value\n');
    expect(seen.otherPod).toBe('connectionRefused');
    expect(seen.unknownImage).toContain('docker.io/library/nothing:1: not found');
  });
});
