import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

import { AppError } from '../../preload/contract/errors.ts';
import type { ByteRequestContext, Service, Session } from '../../preload/contract/kinds.ts';
import type {
  TerminalInfo,
  TerminalInput,
  TerminalOpened,
  TerminalSource,
  terminals as terminalsContract,
} from '../../preload/contract/terminals.ts';
import type { Cluster } from '../kube/index.ts';
import { createLatestValue, type LatestValue } from '../streams/index.ts';
import type { OpenLocalShell } from './local-shell.ts';
import type { KubeconfigEntry } from './local-kubeconfig.ts';
import { runAttach } from './run-attach.ts';
import { runExec } from './run-exec.ts';
import { runLocal } from './run-local.ts';
import { startTerminal, type Terminal } from './terminal.ts';
import { terminalCommandLine } from './terminal-command-line.ts';
import type { RunProcess } from './terminal-process.ts';

/** Each may keep its replay in memory; more than anybody looks after. */
const TERMINAL_LIMIT = 100;

export interface TerminalsOptions {
  readonly clusterOf: (context: string) => Cluster;
  /** Opens a shell on this machine; left out where there is none to offer. */
  readonly openLocalShell?: OpenLocalShell;
  readonly kubeconfigOf: (context: string) => KubeconfigEntry;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: { info(fields: object, message: string): void };
  readonly now?: () => Date;
  readonly temporaryFolder?: string;
}

export interface Terminals {
  readonly service: Service<typeof terminalsContract>;
}

interface Open {
  readonly terminal: Terminal;
  readonly info: Pick<TerminalInfo, 'id' | 'source' | 'createdAt' | 'kubectl'>;
}

interface SessionTerminals {
  readonly open: Map<string, Open>;
  readonly list: LatestValue<readonly TerminalInfo[]>;
}

export function createTerminals(options: TerminalsOptions): Terminals {
  const { clusterOf, log, now = () => new Date() } = options;
  const sessions = new Map<string, SessionTerminals>();

  function of(session: Session): SessionTerminals {
    const known = sessions.get(session.id);
    if (known !== undefined) return known;
    const created: SessionTerminals = { open: new Map(), list: createLatestValue<readonly TerminalInfo[]>([]) };
    sessions.set(session.id, created);
    session.onEnd(async () => {
      sessions.delete(session.id);
      const all = [...created.open.values()].map(({ terminal }) => terminal);
      for (const terminal of all) terminal.close();
      await Promise.all(all.map(({ ended }) => ended));
    });
    return created;
  }

  function find(session: Session, id: string): Open {
    const found = of(session).open.get(id);
    if (found === undefined) {
      throw new AppError('NOT_FOUND', 'This terminal has been closed.', { resource: 'terminals', name: id });
    }
    return found;
  }

  function processOf(source: TerminalSource): RunProcess {
    switch (source.kind) {
      case 'exec':
        return runExec(source, clusterOf(source.context), { now, pause });
      case 'attach':
        return runAttach(source, { cluster: clusterOf(source.context), now, pause });
      case 'local': {
        const { openLocalShell, kubeconfigOf, environment, temporaryFolder = tmpdir() } = options;
        if (openLocalShell === undefined) {
          throw new AppError('UNSUPPORTED', 'This host offers no shell of its own.', { feature: 'local shell' });
        }
        return runLocal(source, { openLocalShell, kubeconfigOf, environment, temporaryFolder });
      }
    }
  }

  return {
    service: {
      create: ({ source, columns, rows }, { session }) => {
        const mine = of(session);
        if (mine.open.size >= TERMINAL_LIMIT) {
          const issues = [`no more than ${String(TERMINAL_LIMIT)} terminals can be open at once`];
          throw new AppError('BAD_REQUEST', 'Too many terminals are open.', { issues });
        }
        const publish = (): void => mine.list.set([...mine.open.values()].map(describe));
        const terminal = startTerminal({ run: processOf(source), size: { columns, rows }, now, onChange: publish });
        const opened: Open = {
          terminal,
          info: {
            id: randomUUID(),
            source,
            createdAt: now().toISOString(),
            kubectl: terminalCommandLine(source),
          },
        };
        mine.open.set(opened.info.id, opened);
        publish();
        void terminal.ended.then(({ reason }) => log.info({ context: source.context, reason }, 'terminal ended'));
        return Promise.resolve(describe(opened));
      },
      open: ({ terminal, offset, columns, rows }, context) => {
        const found = find(context.session, terminal).terminal;
        return follow(found, { offset, columns, rows }, context);
      },
      watch: (_input, { session, signal }) => of(session).list.watch(signal),
      close: async ({ terminal: id }, { session }) => {
        const mine = of(session);
        const { terminal } = find(session, id);
        mine.open.delete(id);
        mine.list.set([...mine.open.values()].map(describe));
        terminal.close();
        await terminal.ended;
        return {};
      },
    },
  };
}

async function* follow(
  terminal: Terminal,
  { offset, columns, rows }: { readonly offset: number; readonly columns: number; readonly rows: number },
  { signal, up, opened }: ByteRequestContext<TerminalInput, TerminalOpened>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = terminal.open(offset, signal);
  await terminal.input({ type: 'resize', columns, rows });
  opened(reader.opened);
  void takeInput(terminal, up);
  yield* reader.read();
}

async function takeInput(terminal: Terminal, up: AsyncIterable<TerminalInput>): Promise<void> {
  try {
    for await (const item of up) await terminal.input(item);
  } catch {
    // The reader went away in the middle; its own stream says so.
  }
}

function describe({ terminal, info }: Open): TerminalInfo {
  return { ...info, state: terminal.state, droppedBytes: terminal.droppedBytes };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
