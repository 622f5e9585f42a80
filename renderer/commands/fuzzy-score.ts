/** What starts a word: the beginning, after a separator, a capital after a small letter. */
function startsWord(text: string, index: number): boolean {
  if (index === 0) return true;
  const [before, here] = [text[index - 1] ?? '', text[index] ?? ''];
  return /[\s\-_./:▸]/.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(here));
}

/**
 * How well the query's letters, in their order, are found in a text; undefined when they are not. Higher is better: a run of
 * letters and the starts of words count most, gaps cost, and of two equal finds the shorter text wins.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  let total = 0;
  for (const word of words) {
    const score = wordScore(word, text);
    if (score === undefined) return undefined;
    total += score;
  }
  return total - Math.min(text.length, 200) / 100;
}

function wordScore(word: string, text: string): number | undefined {
  const lower = text.toLowerCase();
  const whole = lower.indexOf(word);
  if (whole >= 0) {
    const atStart = wholeAtWordStart(word, text, lower);
    return word.length * 8 + (atStart ? 24 : 0) + (whole === 0 ? 12 : 0);
  }
  let score = 0;
  let from = 0;
  for (const letter of word) {
    const found = lower.indexOf(letter, from);
    if (found < 0) return undefined;
    score += startsWord(text, found) ? 6 : found === from && from > 0 ? 3 : 1;
    score -= Math.min(found - from, 8) / 4;
    from = found + letter.length;
  }
  return score;
}

function wholeAtWordStart(word: string, text: string, lower: string): boolean {
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) if (startsWord(text, at)) return true;
  return false;
}
