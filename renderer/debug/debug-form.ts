/** What the dialog asks for, and the request that it makes. Pure. */
import {
  DebugRequest,
  type ContainerDetail,
  type DebugProfile,
  type PodDetail,
  type PodRef,
} from '../../preload/contract/index.ts';
import { commandWords } from './command-words.ts';

/** The choice of no target, where a container's name would be. */
export const NO_TARGET = '';

export interface DebugForm {
  readonly image: string;
  readonly target: string;
  readonly profile: DebugProfile;
  readonly name: string;
  readonly command: string;
  readonly argumentsOnly: boolean;
  /** `NAME=value` on each line. */
  readonly environment: string;
  readonly pullPolicy: 'default' | 'Always' | 'IfNotPresent' | 'Never';
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly attach: boolean;
}

export function targets(detail: PodDetail): readonly ContainerDetail[] {
  return detail.containers.filter(({ kind, state }) => kind !== 'ephemeral' && state.state === 'running');
}

/** Images whose own command is no shell: JDKs start jshell, a JVM of its own. */
const JDK_NAME = /temurin|openjdk|corretto|zulu|-jdk/;

function shellFor(image: string): string {
  return JDK_NAME.test(image) ? 'bash' : '';
}

/** Another image brings its own command along, unless the person has typed one. */
export function withImage(form: DebugForm, image: string): DebugForm {
  const isTyped = form.command !== '' && form.command !== shellFor(form.image);
  return { ...form, image, command: isTyped ? form.command : shellFor(image) };
}

export function initialForm(detail: PodDetail, image: string, target: string | undefined): DebugForm {
  const running = targets(detail).map(({ name }) => name);
  const wanted = [target, detail.defaultContainer].find((name) => name !== undefined && running.includes(name));
  return {
    image,
    target: wanted ?? running[0] ?? NO_TARGET,
    profile: 'general',
    name: '',
    command: shellFor(image),
    argumentsOnly: false,
    environment: '',
    pullPolicy: 'default',
    stdin: true,
    tty: true,
    attach: true,
  };
}

export type FormReading =
  { readonly request: DebugRequest } | { readonly problems: Readonly<Partial<Record<keyof DebugForm, string>>> };

const VARIABLE = /^([^=\s]+)=(.*)$/;

export function readForm(pod: PodRef, form: DebugForm): FormReading {
  if (form.image.trim() === '') return { problems: { image: 'Name an image, such as busybox.' } };
  const lines = form.environment.split('\n').filter((line) => line.trim() !== '');
  const environment = lines.map((line) => VARIABLE.exec(line.trim()));
  const wrong = environment.findIndex((match) => match === null);
  if (wrong >= 0) return { problems: { environment: `Line ${wrong + 1} is not NAME=value.` } };
  const parsed = DebugRequest.safeParse({
    ...pod,
    image: form.image,
    ...(form.name.trim() === '' ? {} : { name: form.name.trim() }),
    ...(form.target === NO_TARGET ? {} : { target: form.target }),
    profile: form.profile,
    command: commandWords(form.command),
    argumentsOnly: form.argumentsOnly,
    environment: environment.map((match) => ({ name: match?.[1] ?? '', value: match?.[2] ?? '' })),
    ...(form.pullPolicy === 'default' ? {} : { imagePullPolicy: form.pullPolicy }),
    stdin: form.stdin,
    tty: form.tty,
    attach: form.attach,
  });
  if (parsed.success) return { request: parsed.data };
  return { problems: Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])) };
}

/** Debug containers that run: another shell in one of them is cheaper than one more that can never be removed. */
export function runningDebuggers(detail: PodDetail): readonly ContainerDetail[] {
  return detail.containers.filter(({ kind, state }) => kind === 'ephemeral' && state.state === 'running');
}
