/** The recipes' one file: checked line by line, replaced as a whole; what is not understood is kept beside it. */
import { copyFile, readFile } from 'node:fs/promises';

import { z } from 'zod';

import { ContextName } from '../../preload/contract/references.ts';
import { Recipe, RECIPE_LIMIT, TeamImages } from '../../preload/contract/recipes.ts';

const FILE_LIMIT_CHARACTERS = 32 * 1024 * 1024;

export interface KeptRecipes {
  readonly recipes: readonly Recipe[];
  readonly images: TeamImages;
  readonly lastUsed: Readonly<Record<string, string>>;
}

export interface LoadedRecipes extends KeptRecipes {
  /** What was not understood, and where it is kept; a sentence. */
  readonly problem?: string;
}

const RecipeFile = z.object({
  version: z.literal(1),
  recipes: z.array(z.unknown()).max(RECIPE_LIMIT),
  images: z.unknown().optional(),
  lastUsed: z.unknown().optional(),
});
const LastUsed = z.record(ContextName, Recipe.shape.id);
export const NO_RECIPES: KeptRecipes = { recipes: [], images: TeamImages.parse({}), lastUsed: {} };

/** Text of the file to recipes, each by itself: one that is broken takes no other with it. */
function parseRecipes(text: string): KeptRecipes & { readonly complaint?: string } {
  try {
    if (text.length > FILE_LIMIT_CHARACTERS) throw new Error('it is too large');
    const file = RecipeFile.parse(JSON.parse(text));
    const checked = file.recipes.map((recipe) => Recipe.safeParse(recipe));
    const images = TeamImages.safeParse(file.images ?? {});
    const lastUsed = LastUsed.safeParse(file.lastUsed ?? {});
    const wrong = checked.filter(({ success }) => !success).length;
    const complaints = [
      ...(wrong === 0 ? [] : [`${wrong} of ${checked.length} recipes have a form that is not known`]),
      ...(images.success ? [] : ['the list of images has a form that is not known']),
    ];
    return {
      recipes: checked.flatMap(({ success, data }) => (success ? [data] : [])),
      images: images.data ?? NO_RECIPES.images,
      lastUsed: lastUsed.data ?? {},
      ...(complaints.length === 0 ? {} : { complaint: complaints.join(', and ') }),
    };
  } catch (error) {
    return { ...NO_RECIPES, complaint: reasonOf(error) };
  }
}

/** A file that is not wholly understood is copied to `<path>.broken`, so that the next write does not destroy it. */
export async function loadRecipes(path: string): Promise<LoadedRecipes | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return { ...NO_RECIPES, problem: `The recipes in ${path} could not be read: ${reasonOf(error)}.` };
  }
  const { complaint, ...kept } = parseRecipes(text);
  if (complaint === undefined) return kept;
  const beside = `${path}.broken`;
  await copyFile(path, beside);
  return { ...kept, problem: `Not all recipes could be read: ${complaint}. The file as it was is kept as ${beside}.` };
}

export function printRecipes({ recipes, images, lastUsed }: KeptRecipes): string {
  return `${JSON.stringify({ version: 1, recipes, images, lastUsed }, undefined, 2)}\n`;
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'it has a form that is not known';
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}
