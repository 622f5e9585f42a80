import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { AppError } from '../../preload/contract/errors.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import {
  RECIPE_LIMIT,
  type Recipe,
  type RecipeBook,
  type recipes as contract,
} from '../../preload/contract/recipes.ts';
import { exportCustom, isImageReference, parseCustom } from '../debug/index.ts';
import { openSharedFile } from '../disk/index.ts';
import { BUILT_IN } from './built-in.ts';
import { omitSecrets } from './omit-secrets.ts';
import { loadRecipes, NO_RECIPES, printRecipes, type LoadedRecipes } from './recipe-file.ts';

export interface RecipesOptions {
  /** The user's data folder; the file in it is `recipes.json`. */
  readonly folder: string;
  readonly log: { warn(fields: object, message: string): void };
}

export async function createRecipes({ folder, log }: RecipesOptions): Promise<Service<typeof contract>> {
  const path = join(folder, 'recipes.json');
  const file = await openSharedFile<LoadedRecipes>({
    path,
    initial: NO_RECIPES,
    read: async () => {
      const loaded = await loadRecipes(path);
      if (loaded?.problem !== undefined) log.warn({ path, reason: loaded.problem }, 'not all recipes could be read');
      return loaded;
    },
    print: printRecipes,
  });

  return {
    watch: async function* (_input, { signal }) {
      for await (const kept of file.watch(signal)) yield bookOf(kept);
    },
    save: async ({ id, keepsSecretValues, ...wanted }) => {
      refuseImage(wanted.wishes.image);
      parseCustom(wanted.wishes.custom, 'pod');
      const { wishes, omitted } = keepsSecretValues
        ? { wishes: wanted.wishes, omitted: [] }
        : omitSecrets(wanted.wishes);
      return file.change((old) => {
        const recipe: Recipe = { ...wanted, id: id ?? randomUUID(), wishes, omitted: [...omitted] };
        const others = old.recipes.filter((other) => other.id !== recipe.id);
        if (id !== undefined && others.length === old.recipes.length) throw notFound(id);
        refuseName(recipe, [...BUILT_IN, ...others]);
        if (others.length >= RECIPE_LIMIT) {
          throw invalid('name', `There are ${RECIPE_LIMIT} recipes already: delete one that nobody needs.`);
        }
        const recipes =
          id === undefined ? [...others, recipe] : old.recipes.map((one) => (one.id === id ? recipe : one));
        return { content: { ...old, recipes }, result: recipe };
      });
    },
    remove: ({ id }) =>
      file.change((old) => {
        const recipes = old.recipes.filter((recipe) => recipe.id !== id);
        if (recipes.length === old.recipes.length) throw notFound(id);
        const lastUsed = Object.fromEntries(Object.entries(old.lastUsed).filter(([, used]) => used !== id));
        return { content: { ...old, recipes, lastUsed }, result: {} };
      }),
    use: async ({ context, id }) => {
      if (file.current.lastUsed[context] === id) return {};
      return file.change((old) => {
        const { [context]: _former, ...others } = old.lastUsed;
        return { content: { ...old, lastUsed: id === undefined ? others : { ...others, [context]: id } }, result: {} };
      });
    },
    saveImages: async ({ context, images }) => {
      for (const image of images) refuseImage(image);
      const own = [...new Set(images)];
      return file.change((old) => {
        const changed =
          context === undefined
            ? { ...old.images, everywhere: own }
            : { ...old.images, contexts: withImages(old.images.contexts, context, own) };
        return { content: { ...old, images: changed }, result: {} };
      });
    },
    readCustom: async ({ text }) => {
      if (text.trim() === '') throw invalid('custom', 'The file is empty: it describes no container.');
      return Promise.resolve({ ignored: parseCustom(text, 'pod').ignored });
    },
    writeCustom: async ({ wishes, format }) => Promise.resolve(exportCustom(wishes, format)),
  };
}

function bookOf({ recipes, images, lastUsed, problem }: LoadedRecipes): RecipeBook {
  return { own: recipes, builtIn: BUILT_IN, images, lastUsed, ...(problem === undefined ? {} : { problem }) };
}

/** Two that are offered side by side must be told apart. */
function refuseName({ name, context }: Recipe, others: readonly Recipe[]): void {
  const twin = others.find(
    (other) =>
      other.name.toLowerCase() === name.toLowerCase() &&
      (other.context === undefined || context === undefined || other.context === context),
  );
  if (twin !== undefined) throw invalid('name', `There is a recipe “${twin.name}” already.`);
}

function refuseImage(image: string): void {
  if (!isImageReference(image)) throw invalid('image', `“${image}” is not the name of an image.`);
}

function withImages(
  contexts: Readonly<Record<string, string[]>>,
  context: string,
  images: string[],
): Record<string, string[]> {
  const { [context]: _former, ...others } = contexts;
  return images.length === 0 ? others : { ...others, [context]: images };
}

function invalid(field: string, message: string): AppError<'INVALID'> {
  return new AppError('INVALID', message, { causes: [{ field, message }] });
}

function notFound(id: string): AppError<'NOT_FOUND'> {
  return new AppError('NOT_FOUND', 'This recipe has been deleted, or belongs to the app.', {
    resource: 'recipe',
    name: id,
  });
}
