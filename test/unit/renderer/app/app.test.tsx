// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { AppError, type ContextStatus, type Settings, type WorkloadsItem } from '../../../../preload/contract/index.ts';
import { App } from '../../../../renderer/app/app.tsx';
import type { Bridge } from '../../../../renderer/bridge/index.ts';
import { podRow } from '../workloads/rows.ts';
import { contextInfo, fakeBridge, fakeStream, HOST, settingsWith, type FakeStream } from './fake-core.ts';

interface Window {
  readonly bridge: Bridge;
  readonly lists: Map<string, FakeStream<WorkloadsItem>>;
  readonly statuses: Map<string, FakeStream<ContextStatus>>;
  readonly patches: unknown[];
}

function open(hash: string, settings: Partial<Settings> = {}): Window {
  window.location.hash = hash;
  const lists = new Map<string, FakeStream<WorkloadsItem>>();
  const statuses = new Map<string, FakeStream<ContextStatus>>();
  const patches: unknown[] = [];
  const bridge = fakeBridge({
    host: { info: () => Promise.resolve(HOST) },
    settings: {
      watch: () => fakeStream(settingsWith(settings)).reader,
      patch: (change) => {
        patches.push(change);
        return Promise.resolve(settingsWith(settings));
      },
    },
    contexts: {
      watch: () => fakeStream({ contexts: [contextInfo('blue'), contextInfo('green')], files: [] }).reader,
      status: ({ context }) => {
        const stream = fakeStream<ContextStatus>({ state: 'live', version: 'v1.34.1', latencyMs: 3 });
        statuses.set(context, stream);
        return stream.reader;
      },
    },
    terminals: { watch: () => fakeStream([]).reader },
    workloads: {
      watch: ({ context, kubeNamespace }) => {
        const stream = fakeStream<WorkloadsItem>();
        lists.set(`${context}/${kubeNamespace}`, stream);
        return stream.reader;
      },
    },
  });
  render(<App bridge={bridge} />);
  return { bridge, lists, statuses, patches };
}

const pods = (...names: readonly string[]): WorkloadsItem => ({
  type: 'snapshot',
  sequence: 1,
  pods: names.map((name) => podRow(name)),
  workloads: [],
  denied: [],
});

const inList = (name: string): HTMLElement | undefined =>
  screen.queryByRole('treegrid', { name: 'Workloads and pods' })?.querySelector<HTMLElement>(`[title="${name}"]`) ??
  undefined;

describe('App', () => {
  beforeEach(() => {
    // happy-dom lays nothing out, and lists draw only what is in view.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('asks nothing of any cluster before its context is chosen', async () => {
    const { statuses } = open('#/');
    expect(await screen.findByRole('heading', { name: 'Choose a context' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'blue, not connected' })).toBeTruthy();
    expect(statuses.size).toBe(0);
  });

  it('goes to the context’s own Kubernetes namespace, and puts it into the address', async () => {
    const { lists, statuses } = open('#/');
    await userEvent.click(await screen.findByRole('button', { name: 'blue, not connected' }));
    await waitFor(() => expect(window.location.hash).toBe('#/blue/default'));
    await waitFor(() => expect([...lists.keys()]).toEqual(['blue/default']));
    expect([...statuses.keys()]).toEqual(['blue']);
  });

  it('never shows one cluster’s pods under another’s name', async () => {
    const { lists } = open('#/blue/default');
    await waitFor(() => expect(lists.has('blue/default')).toBe(true));
    const blue = lists.get('blue/default')!;
    blue.push(pods('blue-pod'));
    await waitFor(() => expect(inList('blue-pod')).toBeTruthy());

    window.location.hash = '#/green/default';
    await waitFor(() => expect(lists.has('green/default')).toBe(true));
    expect(inList('blue-pod')).toBeUndefined();
    // What still comes of the old stream is nobody's.
    blue.push(pods('blue-pod', 'late-blue-pod'));
    lists.get('green/default')!.push(pods('green-pod'));
    await waitFor(() => expect(inList('green-pod')).toBeTruthy());
    expect(inList('late-blue-pod')).toBeUndefined();
  });

  it('says once what keeps a cluster from answering, and lists again when it is back', async () => {
    const { lists, statuses } = open('#/blue/default');
    await waitFor(() => expect(lists.has('blue/default')).toBe(true));
    const problem = new AppError('UNAUTHENTICATED', 'Unauthorized', { context: 'blue' });
    const first = lists.get('blue/default')!;
    first.fail(problem);
    statuses.get('blue')!.push({ state: 'needsYou', problem: problem.toForm() });
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    expect(screen.getByRole('alert').textContent).toContain('credentials were refused');

    for (const stream of statuses.values()) stream.push({ state: 'live' });
    await waitFor(() => expect(lists.get('blue/default')).not.toBe(first));
  });

  it('keeps what it knew when the core will not have it back, and does not ask for ever', async () => {
    const { bridge, lists } = open('#/blue/default');
    await waitFor(() => expect(lists.has('blue/default')).toBe(true));
    const first = lists.get('blue/default')!;
    first.push(pods('web-1'));
    await waitFor(() => expect(inList('web-1')).toBeTruthy());

    const error = new AppError('UNAUTHENTICATED', 'This address has been used already.', { context: '' });
    bridge.connection.set({ state: 'refused', error: error.toForm() });
    first.fail(new AppError('DISCONNECTED', 'The connection to the core was lost.', {}));
    expect(await screen.findByText('This page may not open the app.')).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    expect(inList('web-1')).toBeTruthy();
    expect(lists.get('blue/default')).toBe(first);
  });

  it('keeps the Kubernetes namespace one went to', async () => {
    const { patches } = open('#/blue/payments');
    await waitFor(() => expect(patches).toContainEqual({ contexts: { blue: { kubeNamespace: 'payments' } } }));
  });

  it('follows the theme that was chosen', async () => {
    open('#/', { theme: 'dark' });
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  });

  it('focuses the filter with a slash and goes to what is clicked', async () => {
    const { lists } = open('#/blue/default');
    await waitFor(() => expect(lists.has('blue/default')).toBe(true));
    lists.get('blue/default')!.push(pods('web-1', 'worker-1'));
    await waitFor(() => expect(inList('worker-1')).toBeTruthy());
    await userEvent.keyboard('/');
    await userEvent.keyboard('work');
    await waitFor(() => expect(inList('web-1')).toBeUndefined());
    await userEvent.click(inList('worker-1')!);
    await waitFor(() => expect(window.location.hash).toBe('#/blue/default/worker-1'));
  });
});
