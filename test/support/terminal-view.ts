/** A terminal as its reader sees it: text that comes, keys that go. */
import type { TerminalEnd, TerminalOpened, terminals } from '../../preload/contract/terminals.ts';
import type { TerminalInput } from '../../preload/contract/terminals.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import { createMailbox } from '../../main/streams/index.ts';
import { uncancelled } from './cluster-lab.ts';

export interface TerminalView {
  readonly opened: Promise<TerminalOpened>;
  text(): string;
  until(text: string): Promise<void>;
  type(text: string): void;
  /** After all output has been read. */
  end(): Promise<TerminalEnd>;
}

export function viewTerminal(service: Service<typeof terminals>, terminal: string, offset: number): TerminalView {
  const opened = Promise.withResolvers<TerminalOpened>();
  const keys = createMailbox<readonly TerminalInput[]>((pending, next) => [...pending, ...next]);
  const { signal, session } = uncancelled();
  const watchers = new Set<() => void>();
  let seen = '';

  async function* up(): AsyncGenerator<TerminalInput, void, undefined> {
    for await (const items of keys.read(signal)) yield* items;
  }
  async function read(): Promise<void> {
    const context = { signal, session, opened: opened.resolve, up: up() };
    for await (const bytes of service.open({ terminal, offset, columns: 80, rows: 24 }, context)) {
      seen += Buffer.from(bytes).toString('utf8');
      for (const look of watchers) look();
    }
  }
  const finished = read();

  return {
    opened: opened.promise,
    text: () => seen,
    until: async (text) => {
      const found = new Promise<void>((resolve) => {
        const look = (): void => {
          if (seen.includes(text)) resolve();
        };
        watchers.add(look);
        look();
      });
      await Promise.race([
        found,
        finished.then(() => {
          if (!seen.includes(text)) throw new Error(`ended without ${JSON.stringify(text)}: ${JSON.stringify(seen)}`);
        }),
      ]);
    },
    type: (text) => keys.put([{ type: 'text', text }]),
    end: async () => {
      await finished;
      for await (const list of service.watch({}, { signal, session })) {
        const state = list.find(({ id }) => id === terminal)?.state;
        if (state?.state === 'ended') return state.end;
      }
      throw new Error('the terminal was forgotten');
    },
  };
}
