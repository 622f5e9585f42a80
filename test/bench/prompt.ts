/** From the click to the prompt: a new debug container, and a shell in one that runs. */
import { setTimeout as pause } from 'node:timers/promises';

import type { TerminalSource } from '../../preload/contract/index.ts';
import { startInTerminal } from '../support/pseudo-terminal.ts';
import type { BenchPod } from './bench-pod.ts';
import { inTurns, median, range, type Figure } from './figures.ts';

/** busybox's prompt, and what `kubectl exec -it … sh` shows. */
const PROMPT = '# ';
const SIZE = { columns: 80, rows: 24 };
/** Between two debug containers: one right after another waits for the kubelet's look at its containers, whoever asks. */
const REST_MS = 3000;

/** As the window asks for it: quiet, with a limit, entered by exec. */
const WISH = { image: 'busybox', profile: 'general', stdin: false, tty: false, keepAliveSeconds: 600 } as const;

export async function debugToPrompt(pod: BenchPod, rounds: number): Promise<Figure> {
  const { api, kubectl, ref } = pod;
  const ours = async (): Promise<number> => {
    await pause(REST_MS);
    const started = performance.now();
    const phases = api.debug.start({ ...ref, ...WISH, target: ref.pod });
    for await (const phase of phases) {
      if (phase.phase !== 'patched') continue;
      const source: TerminalSource = {
        kind: 'exec',
        ...ref,
        container: phase.container,
        command: ['sh'],
        tty: true,
        starting: true,
      };
      return (await promptTime(pod, source)) - started;
    }
    throw new Error('The debug container was not added.');
  };
  const theirs = async (): Promise<number> => {
    await pause(REST_MS);
    const args = ['debug', '-it', ref.pod, `--target=${ref.pod}`, '--image=busybox', '--profile=general'];
    return kubectlPrompt(pod, args);
  };
  const measured = await inTurns(rounds, ours, theirs);
  return {
    name: '*Debug* pressed → first prompt',
    value: median(measured.ours) / median(measured.theirs),
    bound: { atMost: 0.4 },
    unit: '× kubectl debug -it',
    detail: `app ${range(measured.ours, 'ms')}, ${kubectl.context} kubectl ${range(measured.theirs, 'ms')}, n=${String(rounds)}`,
  };
}

/** All that is asked and rehearsed before anything is added. */
export async function debugVerdict({ api, ref }: BenchPod, rounds: number): Promise<Figure> {
  const durations: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await api.debug.plan({ ...ref, ...WISH, target: ref.pod });
    durations.push(performance.now() - started);
  }
  return {
    name: 'verdict before a debug container is added',
    value: median(durations),
    bound: { atMost: 150 },
    unit: 'ms',
    detail: `${range(durations, 'ms')}, n=${String(rounds)}`,
  };
}

export async function shellToPrompt(pod: BenchPod, rounds: number): Promise<Figure> {
  const { ref, debugContainer } = pod;
  const ours = async (): Promise<number> => {
    const started = performance.now();
    const source: TerminalSource = { kind: 'exec', ...ref, container: debugContainer, command: ['sh'], tty: true };
    return (await promptTime(pod, source)) - started;
  };
  const theirs = (): Promise<number> => kubectlPrompt(pod, ['exec', '-it', ref.pod, '-c', debugContainer, '--', 'sh']);
  const measured = await inTurns(rounds, ours, theirs);
  return {
    name: 'shell into a running debug container',
    value: median(measured.ours) / median(measured.theirs),
    bound: { atMost: 0.4 },
    unit: '× kubectl exec -it',
    detail: `app ${range(measured.ours, 'ms')}, kubectl ${range(measured.theirs, 'ms')}, n=${String(rounds)}`,
  };
}

async function kubectlPrompt({ kubectl, ref }: BenchPod, args: readonly string[]): Promise<number> {
  const scope = ['--context', ref.context, '-n', ref.kubeNamespace];
  const terminal = startInTerminal('kubectl', [...scope, ...args], kubectl.environment);
  // As a person does: the first prompt may have been printed before the attach.
  const enter = setInterval(() => {
    terminal.write('\r');
  }, 100);
  try {
    return await terminal.until(PROMPT);
  } finally {
    clearInterval(enter);
    terminal.write('exit\r');
    await Promise.race([terminal.exited, pause(2000)]);
    terminal.kill();
  }
}

/** When the prompt came; the shell is ended after that. */
async function promptTime({ api }: BenchPod, source: TerminalSource): Promise<number> {
  const { id } = await api.terminals.create({ source, ...SIZE });
  const stream = api.terminals.open({ terminal: id, offset: 0, ...SIZE });
  let seen = '';
  for await (const bytes of stream) {
    seen += new TextDecoder().decode(bytes);
    if (seen.includes(PROMPT)) break;
  }
  const at = performance.now();
  const last = api.terminals.open({ terminal: id, offset: 0, ...SIZE });
  await last.send({ type: 'text', text: 'exit\n' });
  last.close();
  await api.terminals.close({ terminal: id });
  return at;
}
