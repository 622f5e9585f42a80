import { constants } from 'node:os';

import type { TerminalEnd, TerminalSource } from '../../preload/contract/terminals.ts';
import { writeLocalKubeconfig, type KubeconfigEntry } from './local-kubeconfig.ts';
import type { LocalShell, OpenLocalShell } from './local-shell.ts';
import type { RunProcess } from './terminal-process.ts';

type LocalSource = Extract<TerminalSource, { readonly kind: 'local' }>;

export interface LocalOptions {
  readonly openLocalShell: OpenLocalShell;
  readonly kubeconfigOf: (context: string) => KubeconfigEntry;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly temporaryFolder: string;
}

/** A shell on this machine whose kubectl points at the context and Kubernetes namespace. */
export function runLocal(source: LocalSource, options: LocalOptions): RunProcess {
  return async (screen, signal) => {
    const kubeconfig = await writeLocalKubeconfig(
      source,
      options.kubeconfigOf(source.context),
      options.temporaryFolder,
    );
    try {
      const environment = { ...options.environment, KUBECONFIG: kubeconfig.variable };
      const shell = await options.openLocalShell({ environment, size: screen.size });
      const kill = (): void => {
        shell.resume();
        shell.kill();
      };
      signal.addEventListener('abort', kill, { once: true });
      if (signal.aborted) kill();
      shell.onOutput((bytes) => {
        screen.show(bytes);
        shell.pause();
        void screen.room().then(shell.resume);
      });
      screen.connect(keyboardOf(shell));
      screen.tell({ state: 'open' });
      const exit = await shell.exited;
      signal.removeEventListener('abort', kill);
      return signal.aborted ? { reason: 'closedByUser' } : localEnd(exit);
    } finally {
      await kubeconfig.dispose();
    }
  };
}

function keyboardOf(shell: LocalShell): { write(bytes: Uint8Array): Promise<void>; resize: LocalShell['resize'] } {
  return {
    write: (bytes) => {
      shell.write(bytes);
      return Promise.resolve();
    },
    resize: shell.resize,
  };
}

function localEnd({ code, signal }: Awaited<LocalShell['exited']>): TerminalEnd {
  if (signal === undefined || signal === 0) return { reason: 'exited', code };
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  return { reason: 'signalled', signal: name ?? String(signal) };
}
