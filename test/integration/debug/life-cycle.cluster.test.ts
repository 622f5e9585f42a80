/** From the first note in the ledger to the last: quiet, limited in time, stopped, put back, and seen by a second machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { createLedger, type Ledger } from '../../../main/ledger/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import type { LedgerEntry, PastEntry } from '../../../preload/contract/ledger.ts';
import { CopyRequest, NodeRequest } from '../../../preload/contract/pod-copies.ts';
import { httpServer, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

/** The least that a person may ask for. */
const LIMIT_SECONDS = 60;
const CORE = join(import.meta.dirname, 'doomed-core.ts');

type Debug = ReturnType<typeof createDebug>;

interface Machine {
  readonly ledger: Ledger;
  readonly debug: Debug;
}

describe('the life cycle of what is left behind', { timeout: 120_000 }, () => {
  let lab: ClusterLab;
  let folder: string;
  let here: Machine;
  /** Ends a minute later: the other tests are done meanwhile. */
  let killed: Promise<{ readonly pod: string; readonly killedAt: number }>;

  beforeAll(async () => {
    lab = await openClusterLab(`life-cycle-${process.pid}`);
    folder = await mkdtemp(join(tmpdir(), 'life-cycle-'));
    here = await openMachine('here');
    await lab.apply(httpServer(), sharing('sharing'), sharing('limited'));
    killed = startAndKill(await lab.podOf('limited'));
    await killed;
  }, 120_000);
  afterAll(async () => {
    await lab.dispose();
    await rm(folder, { recursive: true });
  });

  it('leaves nothing of what was typed in the log', async () => {
    const pod = await lab.podOf('http-server');
    await startContainer({ pod, name: 'quiet', keepAliveSeconds: 600 });
    const channel = await lab.cluster.exec({
      ...target(pod, 'quiet'),
      command: ['sh'],
      stdin: true,
      tty: true,
      stderr: false,
    });
    const shown = (async (): Promise<string> => {
      let text = '';
      for await (const chunk of channel.stdout) text += Buffer.from(chunk).toString('utf8');
      return text;
    })();
    await channel.write(Buffer.from('echo typed-$((6*7))\nexit\n'));
    expect(await shown).toContain('typed-42');
    expect(await lab.kubectl('-n', lab.kubeNamespace, 'logs', pod, '-c', 'quiet')).toBe('');
  });

  it('stops the debugger alone where all see all processes', async () => {
    const pod = await lab.podOf('sharing');
    await startContainer({ pod, name: 'first', keepAliveSeconds: 600 });
    await startContainer({ pod, name: 'second', keepAliveSeconds: 600 });
    await settle(here, await entryOf(here, 'first'), 'stop');
    expect((await entryOf(here, 'first')).state.state).toBe('ended');
    expect((await entryOf(here, 'second')).state.state).toBe('running');
    const restarts =
      'jsonpath={.status.containerStatuses[*].restartCount} {.status.containerStatuses[*].state.running}';
    expect(await lab.kubectl('-n', lab.kubeNamespace, 'get', 'pod', pod, '-o', restarts)).toMatch(/^0 \{/);
  });

  it('stops a shell that was made as kubectl does it, target and all', async () => {
    const pod = await lab.podOf('http-server');
    await startContainer({ pod, name: 'as-kubectl', target: 'http-server' });
    await settle(here, await entryOf(here, 'as-kubectl'), 'stop');
    await startContainer({ pod, name: 'alone' });
    await settle(here, await entryOf(here, 'alone'), 'stop');
    const running = 'jsonpath={.status.containerStatuses[0].restartCount}';
    expect(await lab.kubectl('-n', lab.kubeNamespace, 'get', 'pod', pod, '-o', running)).toBe('0');
  });

  it('shows a second machine the cluster’s own part, which can take it back from there', async () => {
    const pod = await lab.podOf('http-server');
    const copy = { pod, copyTo: 'seen', image: 'busybox', keepAliveSeconds: 600, stdin: false, tty: false };
    await drain(here.debug.startCopy(CopyRequest.parse({ ...base(), ...copy }), uncancelled()));
    const there = await openMachine('there');
    expect((await entryOf(there, 'quiet')).source).toBe('cluster');
    const seen = await entryOf(there, 'seen');
    expect(seen).toMatchObject({ source: 'cluster', kind: 'podCopy', details: { 'copy of': pod } });
    await settle(there, seen, 'remove');
    await expect(lab.kubectl('-n', lab.kubeNamespace, 'get', 'pod', 'seen')).rejects.toThrow(/not found/);
    expect((await entriesOf(here)).filter(({ name }) => name === 'seen')).toEqual([]);
  });

  it('creates a pod on a node and takes it away', async () => {
    const node = (await lab.kubectl('get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}')).trim();
    const wish = { node, image: 'busybox', keepAliveSeconds: 600, stdin: false, tty: false };
    const plan = await here.debug.planNode(NodeRequest.parse({ ...base(), ...wish }), uncancelled());
    expect(plan).toMatchObject({
      possible: true,
      findings: expect.arrayContaining([expect.objectContaining({ name: 'host' })]),
    });
    await drain(here.debug.startNode(NodeRequest.parse({ ...base(), ...wish }), uncancelled()));
    const entry = (await entriesOf(here)).find(({ kind }) => kind === 'nodePod');
    if (entry === undefined) throw new Error('the ledger does not know the pod');
    await settle(here, entry, 'remove');
    expect((await entriesOf(here)).filter(({ kind }) => kind === 'nodePod')).toEqual([]);
  });

  it('puts everything back: the pod template byte for byte, copies and node pods gone, the ledger empty', async () => {
    const before = await template();
    const quiet = { image: 'busybox', keepAliveSeconds: 600, stdin: false, tty: false };
    const pod = await lab.podOf('http-server');
    await drain(
      here.debug.startCopy(CopyRequest.parse({ ...base(), ...quiet, pod, copyTo: 'left-copy' }), uncancelled()),
    );
    const node = (await lab.kubectl('get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}')).trim();
    await drain(here.debug.startNode(NodeRequest.parse({ ...base(), ...quiet, node }), uncancelled()));
    const request = { ...base(), kind: 'Deployment', workload: 'http-server' } as const;
    const phases = await drain(here.debug.startSharing(request, uncancelled()));
    expect(phases.at(-1)).toMatchObject({ phase: 'rolledOut' });
    expect(await template()).not.toBe(before);

    // After a restart, from the journal and the cluster alone.
    const restarted = await openMachine('here');
    here = restarted;
    const offered = await sharedOf(restarted);
    expect(offered).toMatchObject([{ name: 'http-server', source: 'both', actions: ['putBack'] }]);
    const left = (await entriesOf(restarted)).filter(({ permanent }) => permanent === undefined);
    expect(left.map(({ kind }) => kind).sort()).toEqual(['nodePod', 'podCopy', 'sharedProcesses']);
    for (const entry of left) await settle(restarted, entry, entry.kind === 'sharedProcesses' ? 'putBack' : 'remove');

    expect(await template()).toBe(before);
    expect(await sharedOf(restarted)).toEqual([]);
    const pods = await lab.kubectl('-n', lab.kubeNamespace, 'get', 'pods', '-o', 'name');
    expect(pods).not.toMatch(/left-copy|node-debugger/);
    const entries = await entriesOf(restarted);
    console.log(
      `after putting back: the pod template is the same ${before.length} bytes, the ledger holds ${entries.filter(({ permanent }) => permanent === undefined).length} entries but for what cannot be undone`,
    );
    expect(entries.filter(({ permanent }) => permanent === undefined)).toEqual([]);
  });

  it('forgets what cannot be undone, and shows it again', async () => {
    const [entry] = await entriesOf(here);
    if (entry === undefined) throw new Error('nothing is left that could be forgotten');
    await here.ledger.service.forget({ id: entry.id }, uncancelled());
    expect((await entriesOf(here)).map(({ id }) => id)).not.toContain(entry.id);
    const past = await pastOf(await openMachine('here'));
    const forgotten = past.find(({ how, name }) => how === 'forgotten' && name === entry.name);
    expect(past.map(({ how }) => how)).toEqual(expect.arrayContaining(['forgotten', 'putBack', 'removed']));
    await here.ledger.service.forget({ id: forgotten?.id ?? '' }, uncancelled());
    expect((await entriesOf(here)).map(({ name }) => name)).toContain(entry.name);
  });

  it('ends at its limit with the app killed', async () => {
    const { pod, killedAt } = await killed;
    const ended = `jsonpath={.status.ephemeralContainerStatuses[?(@.name=="until-its-limit")].state.terminated.exitCode}`;
    await lab.kubectl('-n', lab.kubeNamespace, 'wait', `pod/${pod}`, `--for=${ended}=0`, '--timeout=90s');
    const status = `jsonpath={.status.ephemeralContainerStatuses[?(@.name=="until-its-limit")].state.terminated}`;
    const { startedAt, finishedAt } = JSON.parse(
      await lab.kubectl('-n', lab.kubeNamespace, 'get', 'pod', pod, '-o', status),
    ) as { startedAt: string; finishedAt: string };
    const lived = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
    console.log(
      `a container with a limit of ${LIMIT_SECONDS} s lived ${lived} s, ${(Date.parse(finishedAt) - killedAt) / 1000} s of them after the core was killed`,
    );
    expect(Date.parse(finishedAt)).toBeGreaterThan(killedAt);
    expect(lived).toBeGreaterThanOrEqual(LIMIT_SECONDS - 1);
    expect(lived).toBeLessThan(LIMIT_SECONDS + 10);
  });

  const base = (): { context: string; kubeNamespace: string; profile: 'general' } => ({
    context: lab.context,
    kubeNamespace: lab.kubeNamespace,
    profile: 'general',
  });
  const target = (pod: string, container: string): { kubeNamespace: string; pod: string; container: string } => ({
    kubeNamespace: lab.kubeNamespace,
    pod,
    container,
  });

  /** The same name is the same machine, after a restart. */
  async function openMachine(name: string): Promise<Machine> {
    const log = { warn: () => undefined };
    const ledger = await createLedger({ folder: join(folder, name), clusterOf: lab.clusterOf, log });
    return { ledger, debug: createDebug({ clusterOf: lab.clusterOf, ledger }) };
  }

  async function startContainer({
    keepAliveSeconds,
    ...wish
  }: {
    readonly pod: string;
    readonly name: string;
    readonly target?: string;
    readonly keepAliveSeconds?: number;
  }): Promise<void> {
    const waits = keepAliveSeconds === undefined ? {} : { stdin: false, tty: false };
    const request = DebugRequest.parse({ ...base(), image: 'busybox', ...waits, ...wish });
    // Shorter than a person may ask for: nobody waits an hour for a test.
    const phases = await drain(
      here.debug.start({ ...request, ...(keepAliveSeconds === undefined ? {} : { keepAliveSeconds }) }, uncancelled()),
    );
    expect(phases.at(-1)).toMatchObject({ phase: 'running' });
  }

  /** The whole core in a process of its own, which is killed as soon as the container runs. */
  async function startAndKill(pod: string): Promise<{ readonly pod: string; readonly killedAt: number }> {
    const kubeconfig = join(folder, 'kubeconfig');
    await writeFile(kubeconfig, await lab.kubectl('config', 'view', '--raw', '--minify', '--flatten', '-o', 'json'));
    const limit = { keepAliveSeconds: LIMIT_SECONDS, stdin: false, tty: false };
    const request = JSON.stringify({ ...base(), pod, name: 'until-its-limit', image: 'busybox', ...limit });
    const core = spawn(process.execPath, [CORE, kubeconfig, request], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(core.stdout)) if (line === 'running') break;
    const exit = once(core, 'exit');
    core.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    return { pod, killedAt: Date.now() };
  }

  async function pastOf({ ledger }: Machine): Promise<readonly PastEntry[]> {
    for await (const { past } of ledger.service.watch({ contexts: [] }, uncancelled())) return past;
    return [];
  }

  /** What is offered at a start. */
  async function sharedOf({ ledger }: Machine): Promise<readonly LedgerEntry[]> {
    const wanted = { contexts: [lab.context], kinds: ['sharedProcesses' as const] };
    for await (const { entries, pending } of ledger.service.watch(wanted, uncancelled())) {
      if (pending.length === 0) return entries.filter(({ kubeNamespace }) => kubeNamespace === lab.kubeNamespace);
    }
    return [];
  }

  async function entriesOf({ ledger }: Machine): Promise<readonly LedgerEntry[]> {
    const ending = new AbortController();
    try {
      for await (const view of ledger.service.watch({ contexts: [lab.context] }, uncancelled(ending.signal))) {
        const own = view.entries.filter(({ kubeNamespace }) => kubeNamespace === lab.kubeNamespace);
        if (view.pending.length === 0 && own.every(({ state }) => state.state !== 'unknown')) return own;
      }
    } finally {
      ending.abort();
    }
    return [];
  }

  async function entryOf(machine: Machine, name: string): Promise<LedgerEntry> {
    const ending = AbortSignal.timeout(20_000);
    for await (const view of machine.ledger.service.watch({ contexts: [lab.context] }, uncancelled(ending))) {
      const entry = view.entries.find((found) => found.name === name && found.kubeNamespace === lab.kubeNamespace);
      if (entry !== undefined && entry.state.state !== 'unknown') return entry;
    }
    throw new Error(`the ledger has no entry ${name}`);
  }

  async function settle(
    { ledger }: Machine,
    { id }: LedgerEntry,
    action: 'stop' | 'remove' | 'putBack',
  ): Promise<void> {
    const input = { context: lab.context, id, action };
    expect((await ledger.service.plan(input, uncancelled())).kubectl).toContain('kubectl');
    const steps = await drain(ledger.service.act(input, uncancelled()));
    expect(steps.at(-1)?.done).toBe(true);
  }

  function template(): Promise<string> {
    return lab.kubectl('-n', lab.kubeNamespace, 'get', 'deployment', 'http-server', '-o', 'jsonpath={.spec.template}');
  }
});

async function drain<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function sharing(app: string): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app },
    spec: {
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: {
          shareProcessNamespace: true,
          terminationGracePeriodSeconds: 0,
          containers: [{ name: app, image: 'busybox', command: ['sleep', '600'] }],
        },
      },
    },
  };
}
