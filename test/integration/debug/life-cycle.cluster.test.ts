/** From the first note in the ledger to the last: quiet, limited in time, stopped, put back, and seen by a second machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { createLedger, type Ledger } from '../../../main/ledger/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import type { LedgerEntry } from '../../../preload/contract/ledger.ts';
import { CopyRequest, NodeRequest } from '../../../preload/contract/pod-copies.ts';
import { httpServer, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

type Debug = ReturnType<typeof createDebug>;

interface Machine {
  readonly ledger: Ledger;
  readonly debug: Debug;
}

describe('the life cycle of what is left behind', { timeout: 120_000 }, () => {
  let lab: ClusterLab;
  let folder: string;
  let here: Machine;

  beforeAll(async () => {
    lab = await openClusterLab(`life-cycle-${process.pid}`);
    folder = await mkdtemp(join(tmpdir(), 'life-cycle-'));
    here = await openMachine('here');
    await lab.apply(httpServer(), sharing('sharing'));
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

  it('ends at its limit with nobody there', async () => {
    const pod = await lab.podOf('http-server');
    const started = Date.now();
    await startContainer({ pod, name: 'limited', target: 'http-server', keepAliveSeconds: 3 });
    // From here on nothing of the app takes part: kubectl alone watches.
    const ended = `jsonpath={.status.ephemeralContainerStatuses[?(@.name=="limited")].state.terminated.exitCode}`;
    await lab.kubectl('-n', lab.kubeNamespace, 'wait', `pod/${pod}`, `--for=${ended}=0`, '--timeout=60s');
    console.log(
      `a container with a limit of 3 s had ended ${((Date.now() - started) / 1000).toFixed(1)} s after its start`,
    );
    expect(Date.now() - started).toBeGreaterThan(2_900);
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

  it('shares processes and puts the pod template back byte for byte', async () => {
    const before = await template();
    const request = { ...base(), kind: 'Deployment', workload: 'http-server' } as const;
    const phases = await drain(here.debug.startSharing(request, uncancelled()));
    expect(phases.at(-1)).toMatchObject({ phase: 'rolledOut' });
    expect(await template()).not.toBe(before);
    await settle(await openMachine('here'), await entryOf(here, 'http-server'), 'putBack');
    expect(await template()).toBe(before);
    const left = (await entriesOf(here)).filter(({ permanent }) => permanent === undefined);
    console.log(`after putting back the ledger holds ${left.length} entries but for what cannot be undone`);
    expect(left).toEqual([]);
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
