import { randomBytes } from 'node:crypto';

/** No vowels and nothing that looks like another letter, as in all names that a cluster makes up. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export function randomSuffix(length = 5): string {
  return [...randomBytes(length)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}
