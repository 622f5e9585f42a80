/** A core that says only what a test tells it to. What a test does not name is refused (calls) or silent (streams). */
import {
  AppError,
  contract,
  type ContextInfo,
  type HostInfo,
  type ItemReader,
  type Settings,
} from '../../../../preload/contract/index.ts';
import { LatestValue, type ConnectionState } from '../../../../preload/wire/index.ts';
import type { Api, Bridge } from '../../../../renderer/bridge/index.ts';

export type FakeApi = { readonly [Domain in keyof Api]?: Partial<Api[Domain]> };

export interface FakeStream<Item> {
  readonly reader: ItemReader<Item>;
  push(item: Item): void;
  fail(error: AppError): void;
  readonly isClosed: boolean;
}

/** A stream that a test feeds; `first` items are there at once. */
export function fakeStream<Item>(...first: readonly Item[]): FakeStream<Item> {
  const items = [...first];
  let failure: AppError | undefined;
  let isClosed = false;
  let wake = Promise.withResolvers<undefined>();
  const changed = (): void => {
    wake.resolve(undefined);
    wake = Promise.withResolvers();
  };
  async function* read(): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      const item = items.shift();
      if (item !== undefined) yield item;
      else if (failure !== undefined) throw failure;
      else if (isClosed) return;
      else await wake.promise;
    }
  }
  const close = (): void => {
    isClosed = true;
    changed();
  };
  return {
    reader: { [Symbol.asyncIterator]: read, close },
    push: (item) => {
      items.push(item);
      changed();
    },
    fail: (error) => {
      failure = error;
      changed();
    },
    get isClosed() {
      return isClosed;
    },
  };
}

export function fakeBridge(api: FakeApi): Bridge {
  const domains = Object.entries(contract).map(([domain, methods]) => {
    const given: Readonly<Record<string, unknown>> = { ...api[domain as keyof Api] };
    const entries = Object.entries(methods).map(([name, { kind }]) => [
      name,
      given[name] ??
        (kind === 'call'
          ? () => Promise.reject(new AppError('UNSUPPORTED', `No test asked for ${domain}.${name}`, { feature: name }))
          : () => fakeStream().reader),
    ]);
    return [domain, Object.fromEntries(entries)] as const;
  });
  return {
    // The loop above names exactly the methods of the contract.
    api: Object.fromEntries(domains) as Api,
    connection: new LatestValue<ConnectionState>({ state: 'connected' }),
    close: () => undefined,
    pathOf: () => undefined,
  };
}

export const HOST: HostInfo = { features: [], version: '1.2.3', platform: 'linux', homeDirectory: '/home/me' };

export function settingsWith(change: Partial<Settings>): Settings {
  return { theme: 'system', kubeconfigFiles: [], contexts: {}, layout: {}, defaultDebugImage: 'busybox', ...change };
}

export function contextInfo(name: string): ContextInfo {
  return {
    name,
    cluster: name,
    server: `https://${name}.example`,
    user: 'me',
    kubeNamespace: 'default',
    file: '/home/me/.kube/config',
    insecure: false,
    authentication: 'certificate',
  };
}
