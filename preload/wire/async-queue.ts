/**
 * Turns pushed values into an async iterable for one reader. It has no bound of its own: whoever pushes is bounded by
 * credit, or conflates (see `LatestValue`).
 */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #wake: (() => void) | undefined;
  #done = false;
  #error: { readonly cause: unknown } | undefined;

  get length(): number {
    return this.#values.length;
  }

  push(value: T): void {
    if (this.#done) return;
    this.#values.push(value);
    this.#wake?.();
  }

  /** What has been pushed is still read; then the iteration ends. */
  end(): void {
    this.#done = true;
    this.#wake?.();
  }

  /** What has been pushed is still read; then the iteration throws. */
  fail(cause: unknown): void {
    if (this.#done) return;
    this.#error = { cause };
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      while (this.#values.length > 0) yield this.#values.shift() as T;
      if (this.#error !== undefined) throw this.#error.cause;
      if (this.#done) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }
}
