import { createHash } from 'node:crypto';
import { posix } from 'node:path';

import { AppError, isAppError, toAppError, type ErrorCode } from '../../../preload/contract/errors.ts';
import type {
  RecordingPlan,
  RecordingSpace,
  StartedRecording,
  StartRecording,
} from '../../../preload/contract/jvm-recordings.ts';
import { parseProperties } from '../answers/parse-settings.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import { parseMajor } from '../jcmd/parse-facts.ts';
import type { LeftFiles } from './left-files.ts';
import { requireFreeName, sendStart, startCommand, writtenPath } from './recording-commands.ts';
import { checkSpace, describeSpace, readSpace } from './space.ts';
import { changeSettings, takesSettings, templateOf, type Template } from './templates.ts';

const DEFAULT_FOLDER = '/tmp';
const SETTINGS_LIMIT = 512 * 1024;

interface JvmSettings {
  readonly major: number | undefined;
  readonly temporaryFolder: string;
  readonly javaHome: string;
}

async function readJvmSettings(jvm: OpenJvm): Promise<JvmSettings> {
  const major = parseMajor(await jvm.run('VM.version'));
  const properties = parseProperties(await jvm.run('VM.system_properties'));
  return {
    major,
    temporaryFolder: properties.get('java.io.tmpdir') ?? DEFAULT_FOLDER,
    javaHome: properties.get('java.home') ?? '',
  };
}

export async function readRecordingSpace(jvm: OpenJvm, signal: AbortSignal): Promise<RecordingSpace> {
  const { major, temporaryFolder } = await readJvmSettings(jvm);
  const takesOptions = takesSettings(major);
  const settings = { takesOptions, ...(takesOptions ? {} : { settingsPath: `${temporaryFolder}/kesako-NAME.jfc` }) };
  return describeSpace(await readSpace(jvm, temporaryFolder, signal), settings);
}

export interface StartSetting {
  readonly left: LeftFiles;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

export interface PreparedStart {
  readonly command: string;
  /** To be written before, and taken away after. */
  readonly file: { readonly path: string; readonly text: string } | undefined;
}

/** Everything that can be known to go wrong is looked at, and nothing is written or started. */
async function prepareStart(jvm: OpenJvm, request: StartRecording, signal: AbortSignal): Promise<PreparedStart> {
  const settings = await readJvmSettings(jvm);
  await requireFreeName(jvm, request.name);
  const space = await readSpace(jvm, settings.temporaryFolder, signal);
  const maxSizeBytes = request.maxSizeBytes ?? describeSpace(space, { takesOptions: true }).suggestedMaxSizeBytes;
  await checkSpace(jvm, settings.temporaryFolder, request.path, maxSizeBytes, signal);
  await requireNoFile(jvm, request.path, signal);
  const template = templateOf(request.template, request.withEnvironment);
  const file = await settingsFor(jvm, request, template, settings, signal);
  return { command: startCommand({ request, maxSizeBytes, template, settingsFile: file?.path }), file };
}

export async function planStart(jvm: OpenJvm, request: StartRecording, signal: AbortSignal): Promise<RecordingPlan> {
  try {
    const { command } = await prepareStart(jvm, request, signal);
    return { command: shellLine(jvm, command) };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (REFUSALS.has(error.code)) return { refusal: error.toForm() };
    throw error;
  }
}

/** What another choice would get round. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INVALID',
  'RECORDING_LIMIT',
  'PATH_NOT_FOUND',
  'PATH_DENIED',
]);

export async function startRecording(
  jvm: OpenJvm,
  request: StartRecording,
  { left, now, signal }: StartSetting,
): Promise<StartedRecording> {
  const { command, file } = await prepareStart(jvm, request, signal);
  try {
    if (file !== undefined) await writeFile(jvm, file.path, file.text, signal);
    const text = await sendStart(jvm, command);
    const path = writtenPath(text) ?? request.path;
    await left.add(jvm, { path, recording: request.name, startedAt: now().toISOString() });
    return { text, path, command: shellLine(jvm, command) };
  } finally {
    // The JVM has read it by now.
    if (file !== undefined) await removeQuietly(jvm, file.path);
  }
}

function shellLine({ ref }: OpenJvm, command: string): string {
  return `jcmd ${String(ref.pid)} ${command}`;
}

/** The JVM would write over it without a word. */
async function requireNoFile({ session, ref }: OpenJvm, path: string, signal: AbortSignal): Promise<void> {
  try {
    await session.request(['stat', String(ref.pid), path], { signal }).result;
  } catch (error) {
    if (isAppError(error, 'PATH_NOT_FOUND')) return;
    throw error;
  }
  const message = `${path} is there already.`;
  throw new AppError('INVALID', message, { causes: [{ field: 'path', message }] });
}

/** Older JVMs take settings of events from a file only, and an own file has to be put where the JVM can read it. */
async function settingsFor(
  jvm: OpenJvm,
  { name, template: chosen, settings: own }: StartRecording,
  template: Template,
  { major, temporaryFolder, javaHome }: JvmSettings,
  signal: AbortSignal,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  if (chosen !== 'own' && (takesSettings(major) || template.settings.length === 0)) return undefined;
  if (chosen === 'own' && own === undefined) {
    const message = 'Choose a .jfc file first.';
    throw new AppError('INVALID', message, { causes: [{ field: 'settings', message }] });
  }
  const path = posix.join(temporaryFolder, `kesako-${name}.jfc`);
  const base = own ?? (await readText(jvm, `${javaHome}/lib/jfr/${template.base}.jfc`, signal));
  return { path, text: changeSettings(base, template.settings) };
}

async function readText({ session, ref }: OpenJvm, path: string, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  const words = ['read', `--length=${String(SETTINGS_LIMIT)}`, String(ref.pid), path];
  for await (const chunk of session.request(words, { signal }).output) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** For all to read: the JVM may run as another user than we do. */
const SETTINGS_MODE = 0o644;

async function writeFile({ session, ref }: OpenJvm, path: string, text: string, signal: AbortSignal): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const options = [
    `--size=${String(bytes.length)}`,
    `--sha256=${sha256}`,
    `--mode=${String(SETTINGS_MODE)}`,
    '--replace',
  ];
  await session.request(['write', ...options, String(ref.pid), path], { input: once(bytes), signal }).result;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  yield bytes;
}

async function removeQuietly({ session, ref }: OpenJvm, path: string): Promise<void> {
  await session.request(['remove', String(ref.pid), path]).result.catch(() => undefined);
}
