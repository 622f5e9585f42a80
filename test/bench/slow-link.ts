/** A link between this machine and the cluster that carries no more than so much in a second, in the direction of downloads. */
import { once } from 'node:events';
import type { Socket } from 'node:net';

import { startLink, type Link } from './link.ts';

const SLICE_MS = 20;

export async function startSlowLink(target: URL, bytesPerSecond: number): Promise<Link> {
  // One budget for all connections: it is one link.
  let budget = 0;
  const waiting: (() => void)[] = [];
  const timer = setInterval(() => {
    budget = Math.min(bytesPerSecond / 10, budget + (bytesPerSecond * SLICE_MS) / 1000);
    for (const wake of waiting.splice(0)) wake();
  }, SLICE_MS);

  // Taken at once and kept until its turn: when a peer ends while much is still under way and is then spoken to (kubectl asks
  // after it every five seconds), the connection is reset, and what nobody has taken yet is lost. kubectl fails of that.
  function carry(from: Socket, to: Socket): void {
    const kept: Buffer[] = [];
    let isEnded = false;
    let wake = (): void => undefined;
    from.on('data', (chunk) => {
      kept.push(chunk);
      wake();
    });
    from.on('close', () => {
      isEnded = true;
      wake();
    });
    const hasMore = async (): Promise<boolean> => {
      while (kept.length === 0 && !isEnded) await new Promise<void>((resolve) => (wake = resolve));
      return kept.length > 0;
    };
    const send = async (): Promise<void> => {
      while (await hasMore()) {
        while (budget <= 0) await new Promise<void>((resolve) => waiting.push(resolve));
        const chunk = kept.shift() ?? Buffer.alloc(0);
        budget -= chunk.length;
        if (!to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
        if (to.destroyed) break;
      }
      to.end();
    };
    send().catch(() => to.destroy());
  }

  return startLink(
    target,
    (client, upstream) => {
      client.pipe(upstream);
      carry(upstream, client);
    },
    () => clearInterval(timer),
  );
}
