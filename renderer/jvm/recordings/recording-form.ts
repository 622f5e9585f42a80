/** What the start dialog asks for, and the request it makes. Pure. */
import {
  SMALLEST_MAX_SIZE,
  StartRecording,
  type ProcessRef,
  type RecordingSpace,
  type RecordingTemplate,
} from '../../../preload/contract/index.ts';

const MIB = 1024 * 1024;

export interface RecordingForm {
  readonly name: string;
  readonly template: RecordingTemplate;
  /** The person's own settings file, with its name. */
  readonly own: { readonly fileName: string; readonly text: string } | undefined;
  /** Absent: until it is stopped. */
  readonly durationSeconds: number | undefined;
  /** Absent: what the space allows. */
  readonly maxSizeMib: number | undefined;
  readonly maxAgeMinutes: number | undefined;
  readonly withEnvironment: boolean;
  /** Follows the name until it is typed by hand. */
  readonly path: string | undefined;
}

export function initialRecording(taken: readonly string[]): RecordingForm {
  return {
    name: freeName(taken),
    template: 'profile',
    own: undefined,
    durationSeconds: 15,
    maxSizeMib: undefined,
    maxAgeMinutes: undefined,
    withEnvironment: false,
    path: undefined,
  };
}

function freeName(taken: readonly string[]): string {
  if (!taken.includes('record')) return 'record';
  for (let number = 2; ; number += 1) {
    const name = `record-${number}`;
    if (!taken.includes(name)) return name;
  }
}

export function recordingPath(form: RecordingForm, space: RecordingSpace | undefined): string {
  return form.path ?? `${space?.temporaryFolder ?? '/tmp'}/${form.name}.jfr`;
}

/** What is shown in the field before it is touched. */
export function maxSizeMib(form: RecordingForm, space: RecordingSpace | undefined): number | undefined {
  if (form.maxSizeMib !== undefined) return form.maxSizeMib;
  return space === undefined ? undefined : Math.floor(space.suggestedMaxSizeBytes / MIB);
}

export type RecordingField = 'name' | 'path' | 'durationSeconds' | 'maxSizeBytes' | 'maxAgeSeconds' | 'settings';
export type RecordingReading =
  { readonly request: StartRecording } | { readonly problems: Readonly<Partial<Record<RecordingField, string>>> };

export function readRecording(
  process: ProcessRef,
  form: RecordingForm,
  space: RecordingSpace | undefined,
): RecordingReading {
  if (form.template === 'own' && form.own === undefined) return { problems: { settings: 'Choose a .jfc file.' } };
  const size = maxSizeMib(form, space);
  const parsed = StartRecording.safeParse({
    ...process,
    name: form.name,
    template: form.template,
    ...(form.template === 'own' ? { settings: form.own?.text } : {}),
    ...(form.durationSeconds === undefined ? {} : { durationSeconds: form.durationSeconds }),
    ...(size === undefined ? {} : { maxSizeBytes: size * MIB }),
    ...(form.maxAgeMinutes === undefined ? {} : { maxAgeSeconds: form.maxAgeMinutes * 60 }),
    withEnvironment: form.withEnvironment,
    path: recordingPath(form, space),
  });
  if (parsed.success) return { request: parsed.data };
  const problems = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
  return { problems: { ...problems } };
}

export const SMALLEST_MAX_SIZE_MIB = SMALLEST_MAX_SIZE / MIB;
