import type { WishedPartial } from './wished-partial.ts';

/** What kubectl would have to be given as a file; `undefined` where it needs none. */
export function customFile({ fields }: WishedPartial): string | undefined {
  return Object.keys(fields).length === 0 ? undefined : JSON.stringify(fields, undefined, 2);
}

export function partialWarnings({ ignored, impossibleMounts }: WishedPartial): readonly string[] {
  return [
    ...ignored.map((field) => `No container has a field “${field}”; it is left out, as kubectl does without a word.`),
    ...impossibleMounts.map(
      (path) =>
        `${path} is a sub-path, which no ephemeral container may mount; reach it through /proc/PID/root${path}.`,
    ),
  ];
}
