/** What the start dialog asks for, and the request it makes. Pure. */
import { StartRecording, type ProcessRef, type Recording } from '../../preload/contract/index.ts';

export interface RecordingForm {
  readonly name: string;
  readonly settings: StartRecording['settings'];
  /** Absent: until it is stopped. */
  readonly durationSeconds: number | undefined;
  /** Follows the name until it is typed by hand. */
  readonly path: string | undefined;
}

export function initialRecording(existing: readonly Recording[]): RecordingForm {
  return {
    name: freeName(existing.map(({ name }) => name)),
    settings: 'profile',
    durationSeconds: 15,
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

export function recordingPath(form: RecordingForm): string {
  return form.path ?? `/tmp/${form.name}.jfr`;
}

export type RecordingReading =
  | { readonly request: StartRecording }
  | { readonly problems: Readonly<Partial<Record<'name' | 'path' | 'durationSeconds', string>>> };

export function readRecording(process: ProcessRef, form: RecordingForm): RecordingReading {
  const parsed = StartRecording.safeParse({
    ...process,
    name: form.name,
    settings: form.settings,
    ...(form.durationSeconds === undefined ? {} : { durationSeconds: form.durationSeconds }),
    path: recordingPath(form),
  });
  if (parsed.success) return { request: parsed.data };
  const problems = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
  return { problems: { ...problems } };
}

/** What kubectl would be asked for with the debug container's own jcmd. */
export function jcmdLine({ pid, name, settings, durationSeconds, path }: StartRecording): string {
  const duration = durationSeconds === undefined ? '' : ` duration=${durationSeconds}s`;
  return `jcmd ${pid} JFR.start name=${name} settings=${settings}${duration} filename=${path}`;
}
