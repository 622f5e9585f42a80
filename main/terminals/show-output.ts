import type { Channel } from '../kube/index.ts';
import { createLineEnds } from './line-ends.ts';
import type { Screen } from './terminal-process.ts';

/** Both outputs in the order in which they came, until both have ended. Without `waits` nothing is held back. */
export async function showOutput(
  channel: Channel,
  screen: Screen,
  { tty, waits, onBytes }: { readonly tty: boolean; readonly waits: boolean; readonly onBytes?: () => void },
): Promise<void> {
  const lineEnds = tty ? (bytes: Uint8Array): Uint8Array => bytes : createLineEnds();
  const show = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const bytes of source) {
      onBytes?.();
      screen.show(lineEnds(bytes));
      if (waits) await screen.room();
    }
  };
  await Promise.all([show(channel.stdout), show(channel.stderr)]);
  screen.dropped(channel.droppedBytes);
}
