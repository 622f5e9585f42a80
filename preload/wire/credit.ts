/**
 * Credit: a producer sends only what its consumer has said it has room for.
 *
 * A terminal emulator turns sluggish at about 500 kB of unread output, so a window is half of that. Credit comes back in
 * steps of an eighth of the window: small enough that the producer never runs dry while the consumer keeps up
 * (BYTE_STEP < BYTE_WINDOW must hold), large enough that it costs no traffic of its own.
 */
export const BYTE_WINDOW = 256 * 1024;
export const BYTE_STEP = 32 * 1024;
export const ITEM_WINDOW = 64;
export const ITEM_STEP = 16;
/** One data frame at most, so that other streams get their turn. */
export const MAX_DATA = 64 * 1024;

/** The producer's side. */
export class Credit {
  #available: number;
  #waiting: (() => void)[] = [];

  constructor(window: number) {
    this.#available = window;
  }

  get available(): number {
    return this.#available;
  }

  add(amount: number): void {
    this.#available += amount;
    this.#wake();
  }

  spend(amount: number): void {
    this.#available -= amount;
  }

  /** Lets whoever waits look again, with or without credit: used when the stream has ended. */
  release(): void {
    this.#available = Number.MAX_SAFE_INTEGER;
    this.#wake();
  }

  async positive(): Promise<void> {
    while (this.#available <= 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

/** The consumer's side: gathers what has been used and gives it back in steps. */
export class CreditReturn {
  #used = 0;
  readonly #step: number;
  readonly #give: (amount: number) => void;

  constructor(step: number, give: (amount: number) => void) {
    this.#step = step;
    this.#give = give;
  }

  used(amount: number): void {
    this.#used += amount;
    if (this.#used < this.#step) return;
    const amountToGive = this.#used;
    this.#used = 0;
    this.#give(amountToGive);
  }
}
