/** A value that changes and is watched: a slow watcher misses what lay between, never the newest. */
export class LatestValue<T> {
  #value: T;
  #version = 0;
  #waiting = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    this.#version += 1;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const resume of waiting) resume();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  /** The value as it is now, then each newer one, until the signal is aborted. */
  async *watch(signal: AbortSignal): AsyncGenerator<T, void, undefined> {
    let seen = -1;
    while (!signal.aborted) {
      if (seen !== this.#version) {
        seen = this.#version;
        yield this.#value;
      } else {
        await this.#change(signal);
      }
    }
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        this.#waiting.delete(finish);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      this.#waiting.add(finish);
      signal.addEventListener('abort', finish);
    });
  }
}
