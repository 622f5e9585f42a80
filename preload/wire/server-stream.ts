/** One open stream of the core: sends what its consumer has room for, and ends when either side wants it. */
import {
  AppError,
  type ByteRequestContext,
  type ByteStream,
  type ItemStream,
  type RequestContext,
} from '../contract/index.ts';
import { AsyncQueue } from './async-queue.ts';
import { BYTE_WINDOW, Credit, CreditReturn, ITEM_STEP, ITEM_WINDOW, MAX_DATA } from './credit.ts';
import type { ServerFrame } from './frames.ts';
import type { z } from 'zod';

export type StreamRunner = (input: unknown, context: ByteRequestContext<unknown, unknown>) => AsyncIterable<unknown>;

interface ServerStreamOptions {
  readonly id: number;
  readonly method: ItemStream<z.ZodType, unknown> | ByteStream<z.ZodType, z.ZodType, unknown>;
  readonly controller: AbortController;
  readonly send: (frame: ServerFrame) => void;
}

export class ServerStream {
  readonly #options: ServerStreamOptions;
  readonly #credit: Credit;
  readonly #up = new AsyncQueue<unknown>();
  readonly #upCredit: CreditReturn;
  #wakeOnCancel: () => void = () => undefined;

  constructor(options: ServerStreamOptions) {
    const { id, method, controller, send } = options;
    this.#options = options;
    this.#credit = new Credit(method.kind === 'bytes' ? BYTE_WINDOW : ITEM_WINDOW);
    this.#upCredit = new CreditReturn(ITEM_STEP, (amount) => {
      send({ type: 'credit', id, amount });
    });
    controller.signal.addEventListener(
      'abort',
      () => {
        this.#wakeOnCancel();
      },
      { once: true },
    );
  }

  cancel(): void {
    this.#options.controller.abort();
    this.#up.end();
    this.#credit.release();
  }

  credit(amount: number): void {
    this.#credit.add(amount);
  }

  /** An item from the page; one that breaks its schema or its credit ends the stream. */
  receive(item: unknown): void {
    const { method } = this.#options;
    if (method.kind !== 'bytes') return;
    const parsed = method.up.safeParse(item);
    if (!parsed.success || this.#up.length > ITEM_WINDOW) {
      const issues = parsed.success
        ? ['more was sent than there was room for']
        : parsed.error.issues.map((i) => i.message);
      this.#up.fail(
        new AppError('BAD_REQUEST', `The stream's input is not as it should be: ${issues.join('; ')}.`, { issues }),
      );
      return;
    }
    this.#up.push(parsed.data);
  }

  /** Resolves when the stream has ended or was cancelled; throws what the service threw. */
  async run(runner: StreamRunner, input: unknown, context: RequestContext): Promise<void> {
    const { id, send, controller } = this.#options;
    const iterator = runner(input, {
      ...context,
      opened: (value) => {
        send({ type: 'opened', id, value });
      },
      up: this.#readUp(),
    })[Symbol.asyncIterator]();
    try {
      for (;;) {
        await this.#credit.positive();
        const next = await this.#nextOrCancelled(iterator);
        if (next === 'cancelled' || next.done === true) return;
        await this.#deliver(next.value);
      }
    } finally {
      controller.abort();
      this.#up.end();
      // A generator that still waits for something ends when it sees the signal; nobody needs to wait for that.
      iterator.return?.().catch(() => undefined);
    }
  }

  /** Not `Promise.race` with a promise of the stream's whole life: that would keep every step until the stream ends. */
  #nextOrCancelled(iterator: AsyncIterator<unknown>): Promise<IteratorResult<unknown> | 'cancelled'> {
    return new Promise((resolve, reject) => {
      this.#wakeOnCancel = () => {
        resolve('cancelled');
      };
      if (this.#options.controller.signal.aborted) resolve('cancelled');
      else iterator.next().then(resolve, reject);
    });
  }

  async #deliver(value: unknown): Promise<void> {
    const { id, method, send, controller } = this.#options;
    if (method.kind === 'items') {
      this.#credit.spend(1);
      send({ type: 'item', id, item: value });
      return;
    }
    if (!(value instanceof Uint8Array)) throw new AppError('INTERNAL', 'A byte stream gave something else.', {});
    for (let start = 0; start < value.length;) {
      await this.#credit.positive();
      if (controller.signal.aborted) return;
      const bytes = value.subarray(start, start + Math.min(MAX_DATA, this.#credit.available));
      this.#credit.spend(bytes.length);
      send({ type: 'data', id, bytes });
      start += bytes.length;
    }
  }

  async *#readUp(): AsyncGenerator<unknown, void, undefined> {
    for await (const item of this.#up) {
      yield item;
      this.#upCredit.used(1);
    }
  }
}
