/** Debug containers that somebody has described once and uses again, and the images that a team has. Kept by main. */
import { z } from 'zod';

import { DebugGoal, DebugWishes } from './debug-wishes.ts';
import { call, itemStream } from './kinds.ts';
import { ContextName } from './references.ts';

const RECIPE_NAME_LIMIT = 80;
export const RECIPE_LIMIT = 200;

/** A JDK whose jcmd reaches a JVM in another container (JDK-8327114); that of JDK 17 does not. */
export const JDK_IMAGE = 'eclipse-temurin:25-jdk';

/**
 * What is wished of any pod: the container's name is each pod's own affair. `command` is what is run in it: by the shell
 * that enters a waiting container, or by the container itself.
 */
export const RecipeWishes = DebugWishes.omit({ name: true });
export type RecipeWishes = z.output<typeof RecipeWishes>;

export const Recipe = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(RECIPE_NAME_LIMIT),
  goal: DebugGoal.optional(),
  /** Offered on this cluster alone; absent: on every one. */
  context: ContextName.optional(),
  wishes: RecipeWishes,
  /** Variables whose values are not kept because they look like secrets: to be typed with each use. */
  omitted: z.array(z.string().max(253)).max(128).default([]),
});
export type Recipe = z.output<typeof Recipe>;

const ImageList = z.array(z.string().trim().min(1).max(512)).max(64);

/** Images of the team's own, offered before all others. */
export const TeamImages = z.object({
  everywhere: ImageList.default([]),
  /** What only one cluster can pull. */
  contexts: z.record(ContextName, ImageList).default({}),
});
export type TeamImages = z.output<typeof TeamImages>;

export interface RecipeBook {
  readonly own: readonly Recipe[];
  /** They come with the app: to be used and duplicated, not changed. */
  readonly builtIn: readonly Recipe[];
  readonly images: TeamImages;
  /** The recipe that was used last on each cluster, by its id. */
  readonly lastUsed: Readonly<Record<string, string>>;
  /** What could not be read of the file, and where it is kept; a sentence. */
  readonly problem?: string;
}

const SaveRecipe = Recipe.omit({ omitted: true }).extend({
  /** Absent: a new one. */
  id: Recipe.shape.id.optional(),
  /** Without it, values of variables that look like secrets are left out, and the answer says which. */
  keepsSecretValues: z.boolean().default(false),
});
export type SaveRecipe = z.input<typeof SaveRecipe>;

export const recipes = {
  watch: itemStream(z.object({})).of<RecipeBook>(),
  save: call(SaveRecipe).returns<Recipe>(),
  remove: call(z.object({ id: Recipe.shape.id })).returns<Record<never, never>>(),
  /** Remembers it as the one used last on this cluster; without an id, that none was. */
  use: call(z.object({ context: ContextName, id: Recipe.shape.id.optional() })).returns<Record<never, never>>(),
  saveImages: call(z.object({ context: ContextName.optional(), images: ImageList })).returns<Record<never, never>>(),
  /** Checks a file as `kubectl debug --custom` takes it, refusing what kubectl refuses. Asks no cluster. */
  readCustom: call(z.object({ text: DebugWishes.shape.custom.unwrap() })).returns<{
    /** Fields that no container has, which kubectl drops without a word. */
    readonly ignored: readonly string[];
  }>(),
  /** The same wishes as kubectl's file; what is no matter of a file is said in `options`. */
  writeCustom: call(z.object({ wishes: RecipeWishes, format: z.enum(['json', 'yaml']) })).returns<{
    readonly text: string;
    /** What has to be typed beside `--custom`, in kubectl's words. */
    readonly options: string;
    /** What is not in the file, and why; sentences. */
    readonly notes: readonly string[];
  }>(),
};
