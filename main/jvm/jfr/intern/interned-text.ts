import { LIMITS } from '../limits.ts';

/** Gives each distinct text a number, counting from 0; 0 is the empty text, which also stands for an absent one. */
export class InternedText {
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  get size(): number {
    return this.#texts.length;
  }

  text(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** Of a text that is there. */
  numberOf(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  intern(whole: string): number {
    const text = whole.length > LIMITS.internedCharacters ? `${whole.slice(0, LIMITS.internedCharacters)}…` : whole;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#numbers.set(text, number);
    return number;
  }
}
