/**
 * A way to the cluster that takes its time, as one through the internet: each byte arrives half a round trip later, and of each connection
 * no more is under way than one connection may have there, because its window is no larger or a loss has made it smaller. With a rate
 * there is one for all connections together.
 */
import type { Socket } from 'node:net';

import { startLink, type Link } from './link.ts';

const SLICE_MS = 10;

export interface DelayedLinkOptions {
  readonly roundTripMs: number;
  readonly windowBytes: number;
  readonly bytesPerSecond: number;
}

export async function startDelayedLink(target: URL, options: DelayedLinkOptions): Promise<Link> {
  const { roundTripMs, windowBytes, bytesPerSecond } = options;
  const waiting: (() => void)[] = [];
  let budget = 0;
  const timer = setInterval(() => {
    budget = Math.min(bytesPerSecond / 20, budget + (bytesPerSecond * SLICE_MS) / 1000);
    for (const wake of waiting.splice(0)) wake();
  }, SLICE_MS);
  const nextSlice = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  function carry(from: Socket, to: Socket): void {
    let inFlight = 0;
    /** What the other end has to take first. */
    let full: PromiseWithResolvers<undefined> | undefined;
    const empty = (): void => {
      full?.resolve(undefined);
      full = undefined;
    };
    to.on('drain', empty);
    to.on('close', empty);
    /** Kept in order: timers of one delay fire in the order in which they were set, writes do too. */
    const arrive = (work: () => void): void => void setTimeout(work, roundTripMs / 2);
    const take = async (): Promise<void> => {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        while (budget <= 0 || inFlight >= windowBytes) await nextSlice();
        budget -= chunk.length;
        inFlight += chunk.length;
        arrive(() => {
          // What the other end does not take is not acknowledged either.
          if (!to.destroyed && !to.write(chunk)) full ??= Promise.withResolvers<undefined>();
          const acknowledge = (): void => arrive(() => (inFlight -= chunk.length));
          if (full === undefined) acknowledge();
          else void full.promise.then(acknowledge);
        });
      }
    };
    take().then(
      () => arrive(() => to.end()),
      () => to.destroy(),
    );
  }

  return startLink(
    target,
    (client, upstream) => {
      for (const socket of [client, upstream]) socket.setNoDelay(true);
      carry(client, upstream);
      carry(upstream, client);
    },
    () => clearInterval(timer),
  );
}
