/** A recipe as the file that `kubectl debug --custom` takes, and what kubectl wants beside it. Pure. */
import { stringify } from 'yaml';

import type { RecipeWishes } from '../../../preload/contract/recipes.ts';
import { looksLikeSecret } from '../../../preload/contract/secret-name.ts';
import { quoteForShell } from '../../kube/index.ts';
import { mergeContainer } from './merge-container.ts';
import { isMap, type Fields } from './parse-custom.ts';
import { wishedPartial } from './wished-partial.ts';

export interface ExportedCustom {
  readonly text: string;
  readonly options: string;
  readonly notes: readonly string[];
}

/** Throws INVALID where the wishes’ own custom container is none. */
export function exportCustom(wishes: RecipeWishes, format: 'json' | 'yaml'): ExportedCustom {
  const { environment, imagePullPolicy, targetEnvironment, targetMounts } = wishes;
  const { fields, ignored } = wishedPartial({ ...wishes }, { style: 'pod' });
  const whole: Fields = mergeContainer(
    {
      ...(environment.length === 0 ? {} : { env: environment }),
      ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    },
    fields,
  );
  const { fields: exported, omitted } = withoutSecretValues(whole);
  return {
    text: format === 'json' ? `${JSON.stringify(exported, undefined, 2)}\n` : stringify(exported),
    options: optionsBeside(wishes),
    notes: [
      ...omitted.map((name) => `The value of ${name} is left out: it looks like a secret.`),
      ...ignored.map((field) => `No container has a field “${field}”; it is left out.`),
      ...(targetEnvironment ? ['The target’s environment differs from pod to pod and is not in the file.'] : []),
      ...(targetMounts ? ['The target’s volume mounts differ from pod to pod and are not in the file.'] : []),
    ],
  };
}

/** A file is handed on: nobody asks then what is in it. */
function withoutSecretValues(fields: Fields): { readonly fields: Fields; readonly omitted: readonly string[] } {
  const omitted = secretVariables(fields);
  const env = fields['env'];
  if (omitted.length === 0 || !Array.isArray(env)) return { fields, omitted };
  const kept: readonly unknown[] = env.map((variable: unknown) => {
    if (!isMap(variable) || !isSecretValue(variable)) return variable;
    const { value: _value, ...rest } = variable;
    return rest;
  });
  return { fields: { ...fields, env: kept }, omitted };
}

/** Variables of a partial container that have a value of their own and a name that looks like a secret’s. */
export function secretVariables(fields: Fields): readonly string[] {
  const env = fields['env'];
  if (!Array.isArray(env)) return [];
  return env.flatMap((variable: unknown) =>
    isMap(variable) && isSecretValue(variable) ? [String(variable['name'])] : [],
  );
}

function isSecretValue({ name, value }: Fields): boolean {
  return typeof name === 'string' && looksLikeSecret(name) && value !== undefined && value !== '';
}

function optionsBeside({ image, profile, command, argumentsOnly, keepAliveSeconds }: RecipeWishes): string {
  const words = [
    `--image=${image}`,
    `--profile=${profile}`,
    // The shell of a waiting container enters by exec and is no matter of `kubectl debug`.
    ...(keepAliveSeconds === undefined && command.length > 0
      ? [...(argumentsOnly ? ['--arguments-only'] : []), '--', ...command]
      : []),
  ];
  return words.map(quoteForShell).join(' ');
}
