/** The core's half: takes requests from one transport, checks them, runs the services, paces their streams. */
import {
  AppError,
  toAppError,
  type Contract,
  type ErrorForm,
  type Method,
  type RequestContext,
  type Services,
  type Session,
} from '../contract/index.ts';
import { parseClientFrame, type ClientFrame } from './frames.ts';
import { ServerStream, type StreamRunner } from './server-stream.ts';
import type { Transport } from './transport.ts';

/** Far above what a window ever has open, far below what would cost memory. */
const MAX_REQUESTS = 1024;

/** Entered when a transport says hello, left when it closes. */
export interface SessionEntry {
  readonly session: Session;
  readonly resumed: boolean;
  leave(): void;
}

export interface ServerOptions<C extends Contract> {
  readonly protocol: number;
  readonly contract: C;
  readonly services: Services<C>;
  enterSession(wanted: string | undefined): SessionEntry;
  /** A fault of ours, for the log. */
  onInternalError(error: AppError, where: string): void;
}

type Request = { readonly cancel: () => void; readonly stream?: ServerStream };

/** Serves one transport until it closes. */
export function serve<C extends Contract>(transport: Transport, options: ServerOptions<C>): void {
  new Connection(transport, options).start();
}

class Connection<C extends Contract> {
  readonly #transport: Transport;
  readonly #options: ServerOptions<C>;
  readonly #requests = new Map<number, Request>();
  #entry: SessionEntry | undefined;
  #stopped = false;

  constructor(transport: Transport, options: ServerOptions<C>) {
    this.#transport = transport;
    this.#options = options;
  }

  start(): void {
    this.#transport.onClose(() => {
      this.#stop();
    });
    this.#transport.onFrame((value) => {
      const frame = parseClientFrame(value);
      if (frame === undefined) this.#transport.close();
      else this.#receive(frame);
    });
  }

  #receive(frame: ClientFrame): void {
    if (frame.type === 'hello') {
      this.#hello(frame);
      return;
    }
    if (this.#entry === undefined) {
      this.#transport.close();
      return;
    }
    switch (frame.type) {
      case 'call':
      case 'open':
        this.#request(frame, this.#entry.session);
        return;
      case 'up':
        this.#requests.get(frame.id)?.stream?.receive(frame.item);
        return;
      case 'credit':
        this.#requests.get(frame.id)?.stream?.credit(frame.amount);
        return;
      case 'close':
        this.#requests.get(frame.id)?.cancel();
        return;
    }
  }

  #hello(frame: ClientFrame & { readonly type: 'hello' }): void {
    const { protocol } = this.#options;
    if (this.#entry !== undefined) {
      this.#transport.close();
    } else if (frame.protocol !== protocol) {
      const data = { ours: protocol, theirs: frame.protocol };
      const error = new AppError('PROTOCOL_MISMATCH', 'This window is of another version of Kesako. Reload it.', data);
      this.#transport.send({ type: 'refused', error: error.toForm() });
    } else {
      this.#entry = this.#options.enterSession(frame.session);
      const { session, resumed } = this.#entry;
      this.#transport.send({ type: 'welcome', protocol, session: session.id, resumed });
    }
  }

  #request(frame: ClientFrame & { readonly type: 'call' | 'open' }, session: Session): void {
    const { id } = frame;
    try {
      if (this.#requests.has(id)) throw badRequest('the id is in use');
      if (this.#requests.size >= MAX_REQUESTS) throw badRequest('too many requests at once');
      const method = this.#method(frame);
      if ((frame.type === 'call') !== (method.kind === 'call')) throw badRequest(`${frame.method} is no ${frame.type}`);
      const input = method.input.safeParse(frame.input);
      if (!input.success) throw badRequest(...input.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`));

      const controller = new AbortController();
      const context = { signal: controller.signal, session };
      if (method.kind === 'call') this.#call(frame, input.data, context, controller);
      else this.#open(frame, method, input.data, context, controller);
    } catch (error) {
      this.#transport.send({ type: 'err', id, error: this.#form(error, `${frame.domain}.${frame.method}`) });
    }
  }

  #method(frame: { readonly domain: string; readonly method: string }): Method {
    const name = `${frame.domain}.${frame.method}`;
    const domain = own(this.#options.contract, frame.domain);
    const method = domain && own(domain, frame.method);
    if (method === undefined) throw new AppError('UNKNOWN_METHOD', `There is no ${name}.`, { method: name });
    return method;
  }

  /** The compiler has checked in `Services` that each method has its implementation; the names were checked in `#method`. */
  #implementation(frame: {
    readonly domain: string;
    readonly method: string;
  }): (...args: readonly unknown[]) => unknown {
    const domain = this.#options.services[frame.domain] as unknown as Record<
      string,
      (...args: readonly unknown[]) => unknown
    >;
    const implementation = domain[frame.method];
    if (implementation === undefined)
      throw new AppError('UNKNOWN_METHOD', `There is no ${frame.method}.`, { method: frame.method });
    return implementation.bind(domain);
  }

  #call(
    frame: { readonly id: number; readonly domain: string; readonly method: string },
    input: unknown,
    context: RequestContext,
    controller: AbortController,
  ): void {
    const { id } = frame;
    const implementation = this.#implementation(frame);
    this.#requests.set(id, {
      cancel: () => {
        controller.abort();
      },
    });
    // Inside `then`, so that what throws at once is a rejection like any other.
    Promise.resolve()
      .then(() => implementation(input, context))
      .then(
        (value) => {
          this.#finish(id, { type: 'ok', id, value });
        },
        (error: unknown) => {
          this.#finish(id, { type: 'err', id, error: this.#form(error, `${frame.domain}.${frame.method}`) });
        },
      );
  }

  #open(
    frame: { readonly id: number; readonly domain: string; readonly method: string },
    method: Exclude<Method, { readonly kind: 'call' }>,
    input: unknown,
    context: RequestContext,
    controller: AbortController,
  ): void {
    const { id } = frame;
    const implementation = this.#implementation(frame) as StreamRunner;
    const stream = new ServerStream({
      id,
      method,
      controller,
      send: (sent) => this.#stopped || this.#transport.send(sent),
    });
    this.#requests.set(id, {
      stream,
      cancel: () => {
        stream.cancel();
      },
    });
    stream.run(implementation, input, context).then(
      () => {
        this.#finish(id, { type: 'end', id });
      },
      (error: unknown) => {
        this.#finish(id, { type: 'err', id, error: this.#form(error, `${frame.domain}.${frame.method}`) });
      },
    );
  }

  #finish(id: number, frame: Parameters<Transport['send']>[0]): void {
    this.#requests.delete(id);
    if (!this.#stopped) this.#transport.send(frame);
  }

  #form(error: unknown, where: string): ErrorForm {
    const appError = toAppError(error);
    if (appError.code === 'INTERNAL') this.#options.onInternalError(appError, where);
    return appError.toForm();
  }

  #stop(): void {
    this.#stopped = true;
    for (const request of this.#requests.values()) request.cancel();
    this.#requests.clear();
    this.#entry?.leave();
    this.#entry = undefined;
  }
}

/** Only what the object has itself: `constructor` and the like are no methods. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function badRequest(...issues: readonly string[]): AppError {
  return new AppError('BAD_REQUEST', `The request is not as it should be: ${issues.join('; ')}.`, { issues });
}
