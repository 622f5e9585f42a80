/** One open stream of the window: what has come and is not yet read, and the credit that goes back once it is. */
import type { ByteReader, ItemReader } from '../contract/index.ts';
import { AppError, toAppError } from '../contract/index.ts';
import { AsyncQueue } from './async-queue.ts';
import { BYTE_STEP, Credit, CreditReturn, ITEM_STEP, ITEM_WINDOW } from './credit.ts';
import type { ClientFrame, ServerFrame } from './frames.ts';

export class ClientStream implements ItemReader<unknown>, ByteReader<unknown, unknown> {
  readonly opened: Promise<unknown>;
  readonly #id: number;
  readonly #send: (frame: ClientFrame) => void;
  readonly #forget: () => void;
  readonly #received = new AsyncQueue<unknown>();
  readonly #return: CreditReturn;
  readonly #upCredit = new Credit(ITEM_WINDOW);
  #ended = false;
  #error: AppError | undefined;
  #resolveOpened: (value: unknown) => void = () => undefined;
  #rejectOpened: (error: AppError) => void = () => undefined;

  constructor(options: {
    readonly id: number;
    readonly kind: 'items' | 'bytes';
    readonly send: (frame: ClientFrame) => void;
    readonly forget: () => void;
  }) {
    const { id, kind, send, forget } = options;
    this.#id = id;
    this.#send = send;
    this.#forget = forget;
    this.#return = new CreditReturn(kind === 'bytes' ? BYTE_STEP : ITEM_STEP, (amount) => {
      if (!this.#ended) send({ type: 'credit', id, amount });
    });
    this.opened = new Promise((resolve, reject) => {
      this.#resolveOpened = resolve;
      this.#rejectOpened = reject;
    });
    // A reader that only iterates learns of a failure there.
    this.opened.catch(() => undefined);
  }

  receive(frame: ServerFrame): void {
    switch (frame.type) {
      case 'opened':
        this.#resolveOpened(frame.value);
        return;
      case 'item':
        this.#received.push(frame.item);
        return;
      case 'data':
        this.#received.push(frame.bytes);
        return;
      case 'credit':
        this.#upCredit.add(frame.amount);
        return;
      case 'end':
        this.#finish();
        this.#received.end();
        return;
      case 'err':
        this.fail(AppError.from(frame.error));
        return;
      default:
        return;
    }
  }

  fail(error: AppError): void {
    this.#error = error;
    this.#finish();
    this.#received.fail(error);
  }

  close(): void {
    if (this.#ended) return;
    this.#send({ type: 'close', id: this.#id });
    this.#finish();
    this.#received.end();
  }

  async send(item: unknown): Promise<void> {
    await this.#upCredit.positive();
    if (this.#ended) throw this.#error ?? new AppError('DISCONNECTED', 'The stream has ended.', {});
    this.#upCredit.spend(1);
    this.#send({ type: 'up', id: this.#id, item });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<never, void, undefined> {
    try {
      for await (const value of this.#received) {
        yield value as never;
        this.#return.used(value instanceof Uint8Array ? value.length : 1);
      }
    } finally {
      this.close();
    }
  }

  #finish(): void {
    this.#ended = true;
    this.#upCredit.release();
    this.#rejectOpened(this.#error ?? toAppError(new AppError('CANCELLED', 'The stream has ended.', {})));
    this.#forget();
  }
}
