import { AppError } from '../../../preload/contract/errors.ts';
import type { StartRecording } from '../../../preload/contract/jvm-recordings.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import type { LeftFiles } from './left-files.ts';
import { parseCheck } from './parse-check.ts';
import { settingOptions, type Template } from './templates.ts';

export interface StartWords {
  readonly request: Pick<StartRecording, 'name' | 'durationSeconds' | 'maxAgeSeconds' | 'path'>;
  readonly maxSizeBytes: number;
  readonly template: Template;
  /** In the target's file system, if the template's own name does not do. */
  readonly settingsFile?: string | undefined;
}

/** Pure. */
export function startCommand({ request, maxSizeBytes, template, settingsFile }: StartWords): string {
  const { name, durationSeconds, maxAgeSeconds, path } = request;
  return [
    'JFR.start',
    `name=${name}`,
    `settings=${settingsFile ?? template.base}`,
    ...(durationSeconds === undefined ? [] : [`duration=${durationSeconds}s`]),
    `maxsize=${maxSizeBytes}`,
    ...(maxAgeSeconds === undefined ? [] : [`maxage=${maxAgeSeconds}s`]),
    `filename=${path}`,
    ...template.options,
    ...(settingsFile === undefined ? settingOptions(template.settings) : []),
  ].join(' ');
}

/** Two recordings may carry one name, and then neither can be addressed: that is refused here. */
export async function requireFreeName(jvm: OpenJvm, name: string): Promise<void> {
  if (parseCheck(await jvm.run('JFR.check')).every((recording) => recording.name !== name)) return;
  const message = `There is a recording ${name} already.`;
  throw new AppError('INVALID', message, { causes: [{ field: 'name', message }] });
}

/** JFR reads its whole configuration before it answers: on a slow node with little memory that takes its time. */
const START_REPLY_MS = 120_000;

/** Resolves with the JVM's words; throws unless they say that it records, or will. */
export async function sendStart(jvm: OpenJvm, command: string): Promise<string> {
  const text = await jvm.run(command, { replyMs: START_REPLY_MS });
  if (/^(?:Started recording [0-9]+|Recording [0-9]+ scheduled)/m.test(text)) return text.trim();
  throw new AppError('JCMD_FAILED', `${text.trim().split('\n')[0] ?? ''} Nothing was started.`, { output: text });
}

type Said = { readonly text: string };

export async function stopRecording(
  jvm: OpenJvm,
  left: LeftFiles,
  name: string,
  path: string | undefined,
): Promise<Said> {
  const target = path === undefined ? [] : [`filename=${path}`];
  const text = await jvm.run(['JFR.stop', `name=${name}`, ...target].join(' '));
  const written = writtenPath(text);
  if (written !== undefined) await left.add(jvm, { path: written, recording: name });
  return { text: text.trim() };
}

/** `JFR.stop` writes the file that the start has named; there is no word for *forget it*, so it is written to nowhere. */
const NOWHERE = '/dev/null';

export async function discardRecording(jvm: OpenJvm, left: LeftFiles, name: string): Promise<Said> {
  const path = left.find(jvm.ref).findLast(({ recording }) => recording === name)?.path;
  const text = await jvm.run(`JFR.stop name=${name} filename=${NOWHERE}`);
  if (path !== undefined) {
    // Made at the start, and still empty.
    await jvm.session.request(['remove', String(jvm.ref.pid), path]).result.catch(() => undefined);
    await left.forget({ ...jvm.ref, path });
  }
  return { text: (text.split('\n')[0] ?? '').replace(/, .*$/, '.') };
}

export async function dumpRecording(
  jvm: OpenJvm,
  left: LeftFiles,
  {
    name,
    path,
    lastSeconds,
  }: { readonly name: string; readonly path: string; readonly lastSeconds?: number | undefined },
): Promise<Said> {
  const age = lastSeconds === undefined ? [] : [`maxage=${lastSeconds}s`];
  const text = await jvm.run(['JFR.dump', `name=${name}`, `filename=${path}`, ...age].join(' '));
  await left.add(jvm, { path: writtenPath(text) ?? path, recording: name });
  return { text: text.trim() };
}

/** `The result will be written to:`, an empty line, the path. */
export function writtenPath(text: string): string | undefined {
  const path = /written to:\s+(\/\S+)/.exec(text)?.[1];
  return path === NOWHERE ? undefined : path;
}
