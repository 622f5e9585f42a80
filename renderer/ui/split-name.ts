const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits before the last `keepEnd` characters, never inside one that a person sees as one. Short names stay whole. */
export function splitName(name: string, keepEnd: number): readonly [start: string, end: string] {
  if (keepEnd <= 0 || name.length <= keepEnd * 2) return [name, ''];
  const characters = Array.from(segmenter.segment(name), ({ segment }) => segment);
  return [characters.slice(0, -keepEnd).join(''), characters.slice(-keepEnd).join('')];
}
