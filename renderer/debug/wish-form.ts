/** What may be wished of a debug container wherever it is put, as typed, and what is made of it. Pure. */
import { KEEP_ALIVE_SECONDS, type DebugWishes } from '../../preload/contract/index.ts';
import { commandWords } from './command-words.ts';

export interface WishForm {
  /** Id of the recipe that it was filled from; empty: none. */
  readonly recipe: string;
  readonly image: string;
  readonly profile: DebugWishes['profile'];
  readonly name: string;
  /** Of the shell that enters it, or of the container itself where it is made as kubectl does it. */
  readonly command: string;
  readonly argumentsOnly: boolean;
  /** `NAME=value` on each line. */
  readonly environment: string;
  readonly pullPolicy: 'default' | 'Always' | 'IfNotPresent' | 'Never';
  /** `keepAlive`: shells enter by exec; `kubectl`: the command is the container's own process. */
  readonly life: 'keepAlive' | 'kubectl';
  readonly limitHours: number | undefined;
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly attach: boolean;
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  readonly targetEnvironment: boolean;
  readonly targetMounts: boolean;
  /** JSON or YAML, as kubectl's `--custom` file. */
  readonly custom: string;
}

/** Images whose own command is no shell: JDKs start jshell, a JVM of its own. */
const JDK_NAME = /temurin|openjdk|corretto|zulu|-jdk/;

export function initialWishes(image: string): WishForm {
  return {
    recipe: '',
    image,
    profile: 'general',
    name: '',
    command: shellFor(image),
    argumentsOnly: false,
    environment: '',
    pullPolicy: 'default',
    life: 'keepAlive',
    limitHours: KEEP_ALIVE_SECONDS.usual / SECONDS_OF_HOUR,
    stdin: true,
    tty: true,
    attach: true,
    runAsUser: undefined,
    runAsGroup: undefined,
    targetEnvironment: false,
    targetMounts: false,
    custom: '',
  };
}

export const SECONDS_OF_HOUR = 3600;

function shellFor(image: string): string {
  return JDK_NAME.test(image) ? 'bash' : '';
}

/** Another image brings its own command along, unless the person has typed one. */
export function withImage<Form extends WishForm>(form: Form, image: string): Form {
  const isTyped = form.command !== '' && form.command !== shellFor(form.image);
  return { ...form, image, command: isTyped ? form.command : shellFor(image) };
}

/** What a shell that enters a waiting container runs. */
export function enteringCommand(form: WishForm): readonly string[] {
  const words = commandWords(form.command);
  return words.length === 0 ? ['sh'] : words;
}

export type Problems = Readonly<Partial<Record<string, string>>>;
export type WishReading = { readonly wishes: Record<string, unknown> } | { readonly problems: Problems };

/** Each variable on a line of its own, as it is typed. */
export function environmentLines(environment: DebugWishes['environment']): string {
  return environment.map(({ name, value }) => `${name}=${value}`).join('\n');
}

const VARIABLE = /^([^=\s]+)=(.*)$/;

/** Input for the contract's schema, which says the rest. */
export function readWishes(form: WishForm): WishReading {
  const lines = form.environment.split('\n').filter((line) => line.trim() !== '');
  const environment = lines.map((line) => VARIABLE.exec(line.trim()));
  const wrong = environment.findIndex((match) => match === null);
  if (wrong >= 0) return { problems: { environment: `Line ${wrong + 1} is not NAME=value.` } };
  const waits = form.life === 'keepAlive';
  if (waits && form.limitHours === undefined) return { problems: { limitHours: 'Say after how many hours it ends.' } };
  return {
    wishes: {
      image: form.image,
      ...(form.name.trim() === '' ? {} : { name: form.name.trim() }),
      profile: form.profile,
      ...(waits
        ? { stdin: false, tty: false, keepAliveSeconds: Math.round((form.limitHours ?? 0) * SECONDS_OF_HOUR) }
        : { command: commandWords(form.command), argumentsOnly: form.argumentsOnly, stdin: form.stdin, tty: form.tty }),
      attach: form.attach,
      environment: environment.map((match) => ({ name: match?.[1] ?? '', value: match?.[2] ?? '' })),
      ...(form.pullPolicy === 'default' ? {} : { imagePullPolicy: form.pullPolicy }),
      ...(form.runAsUser === undefined ? {} : { runAsUser: form.runAsUser }),
      ...(form.runAsGroup === undefined ? {} : { runAsGroup: form.runAsGroup }),
      targetEnvironment: form.targetEnvironment,
      targetMounts: form.targetMounts,
      custom: form.custom,
    },
  };
}

/** The first issue of each field, in the form's own names. */
export function schemaProblems(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Problems {
  const names: Readonly<Record<string, string>> = { keepAliveSeconds: 'limitHours', imagePullPolicy: 'pullPolicy' };
  return Object.fromEntries(
    issues.map(({ path, message }) => {
      const field = String(path[0]);
      return [names[field] ?? field, message];
    }),
  );
}
