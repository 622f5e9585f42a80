import { AppError } from '../../../preload/contract/errors.ts';
import type { Recording, StartRecording } from '../../../preload/contract/jvm.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import { parseCheck } from './parse-check.ts';

/** The JVM reads quotes and escapes in an argument; a path with them would become another one. */
const QUOTES = /["'\\]/;

export async function checkRecordings(jvm: OpenJvm): Promise<readonly Recording[]> {
  return parseCheck(await jvm.run('JFR.check'));
}

/** Two recordings may carry one name, and then neither can be addressed: that is refused here. */
export async function startRecording(
  jvm: OpenJvm,
  { name, settings, durationSeconds, maxSizeBytes, path }: StartRecording,
): Promise<{ readonly text: string; readonly path: string }> {
  requirePlain(path);
  if ((await checkRecordings(jvm)).some((recording) => recording.name === name)) {
    const message = `There is a recording ${name} already.`;
    throw new AppError('INVALID', message, { causes: [{ field: 'name', message }] });
  }
  const text = await jvm.run(
    'JFR.start',
    `name=${name}`,
    `settings=${settings}`,
    ...(durationSeconds === undefined ? [] : [`duration=${durationSeconds}s`]),
    ...(maxSizeBytes === undefined ? [] : [`maxsize=${maxSizeBytes}`]),
    `filename=${path}`,
  );
  if (!/^Started recording [0-9]+\./m.test(text)) {
    throw new AppError('JCMD_FAILED', `${text.trim().split('\n')[0] ?? ''} Nothing was started.`, { output: text });
  }
  return { text: text.trim(), path: writtenPath(text) ?? path };
}

export async function stopRecording(
  jvm: OpenJvm,
  name: string,
  path: string | undefined,
): Promise<{ readonly text: string }> {
  if (path !== undefined) requirePlain(path);
  const text = await jvm.run('JFR.stop', `name=${name}`, ...(path === undefined ? [] : [`filename=${path}`]));
  return { text: text.trim() };
}

export async function dumpRecording(jvm: OpenJvm, name: string, path: string): Promise<{ readonly text: string }> {
  requirePlain(path);
  const text = await jvm.run('JFR.dump', `name=${name}`, `filename=${path}`);
  return { text: text.trim() };
}

function requirePlain(path: string): void {
  if (!QUOTES.test(path)) return;
  const message = 'must not contain quotes or backslashes';
  throw new AppError('INVALID', `The path ${message}.`, { causes: [{ field: 'path', message }] });
}

/** `The result will be written to:`, an empty line, the path. */
function writtenPath(text: string): string | undefined {
  return /written to:\s+(\/\S+)/.exec(text)?.[1];
}
