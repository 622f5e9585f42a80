/** The window's half: the typed api, and a connection that comes back by itself. */
import {
  AppError,
  cancelled,
  toAppError,
  type Client,
  type Contract,
  type ErrorForm,
  type RequestOptions,
} from '../contract/index.ts';
import { ClientStream } from './client-stream.ts';
import { isServerFrame, type ServerFrame } from './frames.ts';
import { LatestValue } from './latest-value.ts';
import type { Transport } from './transport.ts';

/** Waits between tries to connect: at once, then longer, so that a core that restarts is found within a few seconds. */
const RECONNECT_MS = [0, 250, 500, 1000, 2000, 4000] as const;

export type ConnectionState =
  | { readonly state: 'connecting' | 'connected' | 'closed' }
  | { readonly state: 'reconnecting'; readonly attempt: number }
  /** The other side will not talk to us: reloading is the only way on. */
  | { readonly state: 'refused'; readonly error: ErrorForm };

export interface ClientOptions<C extends Contract> {
  readonly protocol: number;
  readonly contract: C;
  /** Opens a transport; a rejection is tried again, an AppError that is not retryable ends it. */
  connect(): Promise<Transport>;
  /** The session to come back to after a reload. */
  readonly session?: string;
  onSession?(session: string, resumed: boolean): void;
}

export interface WireClient<C extends Contract> {
  readonly api: Client<C>;
  readonly connection: LatestValue<ConnectionState>;
  close(): void;
}

export function createClient<C extends Contract>(options: ClientOptions<C>): WireClient<C> {
  const link = new Link(options);
  void link.run();
  return {
    api: buildApi(options.contract, link),
    connection: link.connection,
    close: () => {
      link.close();
    },
  };
}

type Pending = { readonly receive: (frame: ServerFrame) => void; readonly fail: (error: AppError) => void };

class Link<C extends Contract> {
  readonly connection = new LatestValue<ConnectionState>({ state: 'connecting' });
  readonly #options: ClientOptions<C>;
  readonly #pending = new Map<number, Pending>();
  readonly #closing = new AbortController();
  #transport: Transport | undefined;
  #session: string | undefined;
  #nextId = 1;

  constructor(options: ClientOptions<C>) {
    this.#options = options;
    this.#session = options.session;
  }

  close(): void {
    this.connection.set({ state: 'closed' });
    this.#closing.abort();
    this.#transport?.close();
  }

  /** Connects, and again whenever the connection is lost, until closed or refused. */
  async run(): Promise<void> {
    for (let attempt = 0; !this.#ended(); attempt += 1) {
      if (attempt > 0) this.connection.set({ state: 'reconnecting', attempt });
      await pause(RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)] ?? 0);
      if (this.#ended()) return;
      try {
        const transport = await this.#options.connect();
        const lost = this.#converse(transport);
        if (await lost.greeted) attempt = -1;
        await lost.closed;
      } catch (error) {
        const appError = toAppError(error);
        if (appError.code !== 'INTERNAL' && !appError.retryable) this.#refuse(appError.toForm());
      }
    }
  }

  #ended(): boolean {
    const { state } = this.connection.value;
    return state === 'closed' || state === 'refused';
  }

  #refuse(error: ErrorForm): void {
    this.connection.set({ state: 'refused', error });
    this.#closing.abort();
  }

  #converse(transport: Transport): { readonly greeted: Promise<boolean>; readonly closed: Promise<void> } {
    let greet: (greeted: boolean) => void = () => undefined;
    const greeted = new Promise<boolean>((resolve) => (greet = resolve));
    const closed = new Promise<void>((resolve) => {
      transport.onClose(() => {
        greet(false);
        this.#lose();
        resolve();
      });
    });
    transport.onFrame((frame) => {
      if (!isServerFrame(frame)) {
        transport.close();
      } else if (frame.type === 'welcome') {
        this.#session = frame.session;
        this.#transport = transport;
        this.#options.onSession?.(frame.session, frame.resumed);
        this.connection.set({ state: 'connected' });
        greet(true);
      } else if (frame.type === 'refused') {
        this.#refuse(frame.error);
        transport.close();
      } else {
        this.#pending.get(frame.id)?.receive(frame);
      }
    });
    const { protocol } = this.#options;
    transport.send({ type: 'hello', protocol, ...(this.#session === undefined ? {} : { session: this.#session }) });
    return { greeted, closed };
  }

  #lose(): void {
    this.#transport = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    if (this.connection.value.state === 'connected') this.connection.set({ state: 'reconnecting', attempt: 0 });
    for (const request of pending) request.fail(disconnected());
  }

  /** The transport, once there is one; requests made while the connection is away wait for it. */
  async ready(signal: AbortSignal | undefined): Promise<Transport> {
    if (this.#transport !== undefined) return this.#transport;
    const stop = new AbortController();
    const abort = (): void => {
      stop.abort();
    };
    signal?.addEventListener('abort', abort, { once: true });
    this.#closing.signal.addEventListener('abort', abort, { once: true });
    try {
      if (signal?.aborted === true || this.#closing.signal.aborted) stop.abort();
      for await (const { state } of this.connection.watch(stop.signal)) {
        const transport = this.#current();
        if (state === 'connected' && transport !== undefined) return transport;
      }
      throw signal?.aborted === true ? cancelled() : disconnected();
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#closing.signal.removeEventListener('abort', abort);
    }
  }

  /** A call, so that the compiler does not take what it was before a wait for what it is after it. */
  #current(): Transport | undefined {
    return this.#transport;
  }

  async call(domain: string, method: string, input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const transport = await this.ready(signal);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        transport.send({ type: 'close', id });
        finish();
        reject(cancelled());
      };
      const finish = (): void => {
        this.#pending.delete(id);
        signal?.removeEventListener('abort', abort);
      };
      const fail = (error: AppError): void => {
        finish();
        reject(error);
      };
      this.#pending.set(id, {
        fail,
        receive: (frame) => {
          if (frame.type === 'err') fail(AppError.from(frame.error));
          if (frame.type !== 'ok') return;
          finish();
          resolve(frame.value);
        },
      });
      signal?.addEventListener('abort', abort, { once: true });
      transport.send({ type: 'call', id, domain, method, input });
    });
  }

  open(
    kind: 'items' | 'bytes',
    domain: string,
    method: string,
    input: unknown,
    signal: AbortSignal | undefined,
  ): ClientStream {
    const id = this.#nextId++;
    let transport: Transport | undefined;
    const close = (): void => {
      stream.close();
    };
    const stream = new ClientStream({
      id,
      kind,
      send: (frame) => transport?.send(frame),
      forget: () => {
        this.#pending.delete(id);
        signal?.removeEventListener('abort', close);
        waiting.abort();
      },
    });
    const waiting = new AbortController();
    signal?.addEventListener('abort', close, { once: true });
    if (signal?.aborted === true) close();
    this.ready(waiting.signal).then(
      (ready) => {
        if (waiting.signal.aborted) return;
        transport = ready;
        this.#pending.set(id, stream);
        ready.send({ type: 'open', id, domain, method, input });
      },
      (error: unknown) => {
        if (!waiting.signal.aborted) stream.fail(toAppError(error));
      },
    );
    return stream;
  }
}

function buildApi<C extends Contract>(contract: C, link: Link<C>): Client<C> {
  const domains = Object.entries(contract).map(([domain, methods]) => {
    const entries = Object.entries(methods).map(([name, { kind }]) => {
      const method =
        kind === 'call'
          ? (input: unknown, options?: RequestOptions) => link.call(domain, name, input, options?.signal)
          : (input: unknown, options?: RequestOptions) => link.open(kind, domain, name, input, options?.signal);
      return [name, method] as const;
    });
    return [domain, Object.fromEntries(entries)] as const;
  });
  // The loop above makes exactly the methods that `Client` derives from the same contract.
  return Object.fromEntries(domains) as Client<C>;
}

function disconnected(): AppError {
  return new AppError('DISCONNECTED', 'The connection to the core was lost.', {});
}

function pause(ms: number): Promise<void> {
  return ms === 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
}
