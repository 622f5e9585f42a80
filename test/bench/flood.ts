/** 100 MB through a terminal on the page: the window must stay usable, and so must the keyboard. */
import { delimiter, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Page } from '@playwright/test';

import type { TerminalSource } from '../../preload/contract/index.ts';
import { startInTerminal } from '../support/pseudo-terminal.ts';
import type { BenchPod } from './bench-pod.ts';
import { openLocalShell, openShell, openWindow } from './bench-window.ts';
import { median, quantile, type Figure } from './figures.ts';
import { framesWhile } from './frame-watch.ts';
import { watchGrowth } from './memory.ts';
import { holdToOneCore } from './one-core.ts';

const MEGABYTES = 100;
/** As many and as far apart as in a person's fast typing: a key that comes while the last one is still on its way waits for it. */
const KEYS = 500;
const BETWEEN_KEYS_MS = 10;
/** The screen shows a window's title: it comes after all output before it has been drawn. */
const DONE = 'flood-42';
const FLOOD_MS = 180_000;

/** What is printed, and how long that takes at most. */
const PRINT = `yes 0123456789abcdefghijklmnopqrstuvwxyz | head -c ${String(MEGABYTES * 1_000_000)}`;

export async function flood(pod: BenchPod, kubeconfig: string): Promise<readonly Figure[]> {
  const app = await openWindow(kubeconfig);
  const { page } = app;
  try {
    // The least that this machine allows: its cores may also run the cluster that prints.
    const idle = await framesWhile(page, () => kubectlFlood(pod));

    await openShell(page, pod);
    const endGrowth = await watchGrowth(app.corePid);
    const container = await floodOf(page);
    const growth = endGrowth('growth of the core meanwhile');

    const held = await heldFlood(page, pod, kubeconfig);
    await openLocalShell(page);
    const local = await floodOf(page);
    const ours = await echoTimes(pod);
    const theirs = await kubectlEchoTimes(pod);
    return [
      {
        name: `longest frame while ${String(MEGABYTES)} MB run through a terminal`,
        value: Math.max(...container.frames),
        bound: { atMost: 100 },
        unit: 'ms',
        detail: `${container.detail}; an idle page while kubectl lets the same run through a pseudo-terminal: longest ${Math.max(...idle).toFixed(0)} ms, p95 ${quantile(idle, 0.95).toFixed(0)} ms of ${String(idle.length)} frames`,
      },
      ...held,
      {
        name: 'longest frame while the same runs through the local shell',
        value: Math.max(...local.frames),
        bound: { atMost: 100 },
        unit: 'ms',
        detail: local.detail,
      },
      growth,
      {
        name: 'key to echo',
        value: median(ours) / median(theirs),
        // Medians of the same program differ by this much from run to run.
        bound: { atMost: 1.1 },
        unit: '× kubectl exec -it',
        detail: `app p50 ${median(ours).toFixed(1)} ms, kubectl p50 ${median(theirs).toFixed(1)} ms, p99 ${quantile(ours, 0.99).toFixed(1)} against ${quantile(theirs, 0.99).toFixed(1)}, n=${String(KEYS)}`,
      },
    ];
  } finally {
    await app.close();
  }
}

/** As for a person, whose cluster is not on the machine that draws the window: there it takes no core from it. */
async function heldFlood(page: Page, pod: BenchPod, kubeconfig: string): Promise<readonly Figure[]> {
  const letGo = holdToOneCore(dirname(kubeconfig.split(delimiter)[0] ?? kubeconfig));
  if (letGo === undefined) return [];
  try {
    await openShell(page, pod);
    const { frames, detail } = await floodOf(page);
    const name = "the same while the cluster, which runs on this machine, is held to one of the machine's cores";
    return [{ name, value: Math.max(...frames), bound: { atMost: 100 }, unit: 'ms', detail }];
  } finally {
    letGo();
  }
}

async function floodOf(page: Page): Promise<{ readonly frames: readonly number[]; readonly detail: string }> {
  await page.getByRole('textbox', { name: 'Terminal input' }).locator('visible=true').focus();
  const started = performance.now();
  const frames = await framesWhile(page, async () => {
    await page.keyboard.type(`${PRINT}; printf '\\033]0;flood-%d\\007' $((40+2))`);
    await page.keyboard.press('Enter');
    await page.getByText(DONE, { exact: true }).locator('visible=true').waitFor({ timeout: FLOOD_MS });
  });
  const rate = MEGABYTES / ((performance.now() - started) / 1000);
  return {
    frames,
    detail: `p95 ${quantile(frames, 0.95).toFixed(0)} ms of ${String(frames.length)} frames, ${rate.toFixed(1)} MB/s`,
  };
}

async function kubectlFlood({ ref, kubectl, debugContainer }: BenchPod): Promise<void> {
  const scope = ['--context', ref.context, '-n', ref.kubeNamespace];
  const args = [
    ...scope,
    'exec',
    '-it',
    ref.pod,
    '-c',
    debugContainer,
    '--',
    'sh',
    '-c',
    `${PRINT}; echo flood-$((40+2))`,
  ];
  const terminal = startInTerminal('kubectl', args, kubectl.environment);
  try {
    await terminal.until(DONE, FLOOD_MS);
  } finally {
    terminal.kill();
  }
}

/** From the key to its echo at the window's end of the wire: what is drawn then, is drawn after kubectl's as well. */
async function echoTimes({ api, ref, debugContainer }: BenchPod): Promise<readonly number[]> {
  const size = { columns: 80, rows: 24 };
  const source: TerminalSource = { kind: 'exec', ...ref, container: debugContainer, command: ['sh'], tty: true };
  const { id } = await api.terminals.create({ source, ...size });
  const stream = api.terminals.open({ terminal: id, offset: 0, ...size });
  const output = stream[Symbol.asyncIterator]();
  const until = async (text: string): Promise<void> => {
    for (let seen = ''; !seen.includes(text);) {
      const next = await output.next();
      if (next.done === true) throw new Error('The terminal ended.');
      seen += new TextDecoder().decode(next.value);
    }
  };
  await until('# ');
  const times: number[] = [];
  for (let key = 0; key < KEYS; key += 1) {
    await pause(BETWEEN_KEYS_MS);
    const started = performance.now();
    await stream.send({ type: 'text', text: 'x' });
    await until('x');
    times.push(performance.now() - started);
  }
  stream.close();
  await api.terminals.close({ terminal: id });
  return times;
}

async function kubectlEchoTimes({ ref, kubectl, debugContainer }: BenchPod): Promise<readonly number[]> {
  const scope = ['--context', ref.context, '-n', ref.kubeNamespace];
  const args = [...scope, 'exec', '-it', ref.pod, '-c', debugContainer, '--', 'sh'];
  const terminal = startInTerminal('kubectl', args, kubectl.environment);
  try {
    await terminal.until('# ');
    const times: number[] = [];
    let echoed: () => void = () => undefined;
    terminal.onOutput((output) => {
      if (output.includes('x')) echoed();
    });
    for (let key = 0; key < KEYS; key += 1) {
      await pause(BETWEEN_KEYS_MS);
      const started = performance.now();
      const echo = new Promise<void>((resolve) => (echoed = resolve));
      terminal.write('x');
      await echo;
      times.push(performance.now() - started);
    }
    return times;
  } finally {
    terminal.kill();
  }
}
