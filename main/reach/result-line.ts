/** How a verb ended: the last line that the program says, of numbers and fixed words only. */
export interface ReachResult {
  /** `ok`, `not-found` …: see build/reach/README.md. */
  readonly outcome: string;
  readonly exitCode: number;
  readonly detail?: string;
  readonly errorNumber?: number;
  /** `bytes`, `sha256` and whatever else the verb says. */
  readonly facts: ReadonlyMap<string, string>;
}

const PROGRAM_VERSION = '1';

const LINE = /^kesako-reach: ((?:[a-z0-9_]{1,32}=[A-Za-z0-9.-]{1,80} ?){1,100})$/;

/** `undefined` unless the line is there, its version known, and its code the one that the program ended with. */
export function parseResultLine(text: string, exitCode: number): ReachResult | undefined {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  const words = LINE.exec(line)?.[1]?.trim().split(' ');
  if (words === undefined) return undefined;
  const facts = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    facts.set(word.slice(0, at), word.slice(at + 1));
  }
  const outcome = facts.get('result');
  if (facts.get('v') !== PROGRAM_VERSION || outcome === undefined || facts.get('exit') !== String(exitCode))
    return undefined;
  const detail = facts.get('detail');
  const errorNumber = facts.get('errno');
  for (const key of ['v', 'result', 'exit', 'detail', 'errno']) facts.delete(key);
  return {
    outcome,
    exitCode,
    ...(detail === undefined ? {} : { detail }),
    ...(errorNumber === undefined ? {} : { errorNumber: Number(errorNumber) }),
    facts,
  };
}

/** A fact that is a number; NaN if it is not there. */
export function numberFact(result: ReachResult, key: string): number {
  return Number(result.facts.get(key) ?? Number.NaN);
}
