/** What of a method is looked at: numbers of texts. */
export const METHOD = { type: 0, name: 1, descriptor: 2 } as const;

const PARTS = 3;

/** Gives each distinct method a number, counting from 0. */
export class InternedMethods {
  readonly #parts: number[] = [];
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  part(method: number, part: number): number {
    return this.#parts[method * PARTS + part] ?? 0;
  }

  intern(type: number, name: number, descriptor: number): number {
    const known = this.numberOf(type, name, descriptor);
    if (known !== undefined) return known;
    const method = this.size;
    this.#parts.push(type, name, descriptor);
    this.#numbers.set(keyOf(type, name, descriptor), method);
    return method;
  }

  /** Of a method that is there. */
  numberOf(type: number, name: number, descriptor: number): number | undefined {
    return this.#numbers.get(keyOf(type, name, descriptor));
  }
}

function keyOf(type: number, name: number, descriptor: number): string {
  return `${String(type)} ${String(name)} ${String(descriptor)}`;
}
