/** Lines of `name=value`, as people write lists of pairs. Pure. */
export type PairReading = { readonly pairs: readonly (readonly [string, string])[] } | { readonly problem: string };

export function readPairs(text: string): PairReading {
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const wrong = lines.findIndex((line) => line.indexOf('=') < 1);
  if (wrong >= 0) return { problem: `Line ${wrong + 1} is not name=value.` };
  return {
    pairs: lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  };
}
