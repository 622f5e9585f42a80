/** Values that look like secrets do not go into a file that is kept, unless somebody says so. Pure. */
import type { RecipeWishes } from '../../preload/contract/recipes.ts';
import { AppError } from '../../preload/contract/errors.ts';
import { looksLikeSecret } from '../../preload/contract/secret-name.ts';
import { parseCustom, secretVariables } from '../debug/index.ts';
import { parseYaml } from '../kube/index.ts';

export interface WithoutSecrets {
  readonly wishes: RecipeWishes;
  /** Names of the variables whose values were left out, now or when it was saved before. */
  readonly omitted: readonly string[];
}

export function omitSecrets(wishes: RecipeWishes): WithoutSecrets {
  const isSecret = ({ name }: RecipeWishes['environment'][number]): boolean => looksLikeSecret(name);
  const inCustom = secretVariables(parseCustom(wishes.custom, 'pod').fields);
  return {
    wishes: {
      ...wishes,
      environment: wishes.environment.map((variable) => (isSecret(variable) ? { ...variable, value: '' } : variable)),
      custom: inCustom.length === 0 ? wishes.custom : customWithout(wishes.custom),
    },
    omitted: [...new Set([...wishes.environment.filter(isSecret).map(({ name }) => name), ...inCustom])],
  };
}

/** The text as it was written, comments and all, but for those values. */
function customWithout(text: string): string {
  const [document] = parseYaml(text, { uniqueKeys: false }).documents;
  const { env } = Object(document?.toJS()) as { env?: unknown };
  if (document !== undefined && Array.isArray(env)) {
    for (const [index, variable] of env.entries()) {
      const { name } = Object(variable) as { name?: unknown };
      if (typeof name === 'string' && looksLikeSecret(name)) remove(document, ['env', index, 'value']);
    }
    const stripped = String(document);
    if (secretVariables(parseCustom(stripped, 'pod').fields).length === 0) return stripped;
  }
  throw new AppError(
    'INVALID',
    'The custom container has values that look like secrets, in a form that they cannot be taken out of: write them out without aliases, or keep them.',
    { causes: [{ field: 'custom', message: 'values that look like secrets cannot be taken out of it' }] },
  );
}

/** Through an alias there is no way, which is then seen in what is left. */
function remove(document: { deleteIn(path: readonly unknown[]): boolean }, path: readonly unknown[]): void {
  try {
    document.deleteIn(path);
  } catch {
    // Looked at again by the caller.
  }
}
