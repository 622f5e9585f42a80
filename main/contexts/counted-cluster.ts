/**
 * A connection that knows whether anything of it is in use. After a kubeconfig changed, what is open stays on the
 * connection it was opened with; the connection is closed when the last of it has ended.
 */
import type { Channel, Cluster } from '../kube/index.ts';

export interface CountedCluster {
  readonly cluster: Cluster;
  /** From now on it is disposed as soon as it has been idle for a while. */
  retire(): void;
}

/** Between two steps of one operation nothing may be open for a moment. */
const IDLE_MS = 30_000;

export function countedCluster(inner: Cluster, onDisposed: () => void): CountedCluster {
  let inUse = 0;
  let retired = false;
  let timer: NodeJS.Timeout | undefined;

  const disposeWhenIdle = (): void => {
    if (!retired || inUse > 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (inUse > 0) return;
      inner.dispose();
      onDisposed();
    }, IDLE_MS);
    timer.unref();
  };
  const begin = (): (() => void) => {
    inUse += 1;
    return () => {
      inUse -= 1;
      disposeWhenIdle();
    };
  };

  async function* counted<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
    const done = begin();
    try {
      yield* items;
    } finally {
      done();
    }
  }
  const countedChannel = async (opening: Promise<Channel>): Promise<Channel> => {
    const done = begin();
    try {
      const channel = await opening;
      void channel.end.finally(done);
      return channel;
    } catch (error) {
      done();
      throw error;
    }
  };

  return {
    cluster: {
      context: inner.context,
      server: inner.server,
      kubeNamespace: inner.kubeNamespace,
      request: (options) => {
        const done = begin();
        return inner.request<never>(options).finally(done);
      },
      stream: (options) => counted(inner.stream(options)),
      watchList: (options, signal) => counted(inner.watchList<never>(options, signal)),
      revive: () => {
        inner.revive();
      },
      exec: (request, signal) => countedChannel(inner.exec(request, signal)),
      attach: (request, signal) => countedChannel(inner.attach(request, signal)),
      portForward: (request, signal) => countedChannel(inner.portForward(request, signal)),
      dispose: () => inner.dispose(),
    },
    retire: () => {
      retired = true;
      disposeWhenIdle();
    },
  };
}
