import type { LabelledValue } from '../../../../preload/contract/index.ts';
import { maskSecrets } from '../../find/mask-secrets.ts';
import type { JfrObject, JfrValue } from '../format/decode-value.ts';
import type { Recording } from '../recording.ts';

/** Of long lists (settings, flags, arguments): what a person would still read. */
export const FACTS_SHOWN = 2000;

export function factsOf(recording: Recording, event: string): readonly JfrObject[] {
  return recording.facts.get(`jdk.${event}`) ?? [];
}

export function fact(recording: Recording, event: string): JfrObject {
  return factsOf(recording, event).at(-1) ?? {};
}

export function textOf(value: JfrValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A simple value as text; of a structure nothing. */
export function shownValue(value: JfrValue): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

/** Negative where the JVM knew no value: a limit that is not set. */
export function numberOf(value: JfrValue): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && number >= 0 ? number : undefined;
}

/** Words of a command line, secrets covered. */
export function maskedWords(line: string | undefined): readonly LabelledValue[] {
  const words = (line ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, FACTS_SHOWN);
  return maskSecrets(words).map((masked, index) => {
    const [label = '', ...rest] = masked.split('=');
    return { label, value: rest.join('='), ...(masked === words[index] ? {} : { masked: true }) };
  });
}

/** Only what is there. */
export function labelled(entries: readonly (readonly [string, string | undefined])[]): readonly LabelledValue[] {
  return entries.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}
