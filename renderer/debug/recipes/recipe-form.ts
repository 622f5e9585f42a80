/** Between a recipe and the fields of a form. Pure. */
import { RecipeWishes, type Recipe } from '../../../preload/contract/index.ts';
import { commandText, commandWords } from '../command-words.ts';
import {
  environmentLines,
  readWishes,
  schemaProblems,
  SECONDS_OF_HOUR,
  type Problems,
  type WishForm,
} from '../wish-form.ts';

/** All that a recipe says, over what the form held; its target and the container's name stay. */
export function applyRecipe<Form extends WishForm>(form: Form, { id, wishes }: Recipe): Form {
  return {
    ...form,
    recipe: id,
    image: wishes.image,
    profile: wishes.profile,
    command: commandText(wishes.command),
    argumentsOnly: wishes.argumentsOnly,
    environment: environmentLines(wishes.environment),
    pullPolicy: wishes.imagePullPolicy ?? 'default',
    life: wishes.keepAliveSeconds === undefined ? 'kubectl' : 'keepAlive',
    limitHours: wishes.keepAliveSeconds === undefined ? form.limitHours : wishes.keepAliveSeconds / SECONDS_OF_HOUR,
    stdin: wishes.stdin,
    tty: wishes.tty,
    attach: wishes.attach,
    runAsUser: wishes.runAsUser,
    runAsGroup: wishes.runAsGroup,
    targetEnvironment: wishes.targetEnvironment,
    targetMounts: wishes.targetMounts,
    custom: wishes.custom,
  };
}

export type RecipeReading = { readonly wishes: RecipeWishes } | { readonly problems: Problems };

/** What would be kept of a form; the container's name never is. */
export function readRecipe(form: WishForm): RecipeReading {
  if (form.image.trim() === '') return { problems: { image: 'A recipe needs an image.' } };
  const reading = readWishes({ ...form, name: '' });
  if ('problems' in reading) return reading;
  const { argumentsOnly, stdin, tty } = form;
  const parsed = RecipeWishes.safeParse({
    ...reading.wishes,
    // Of a waiting container it is the shell's, which enters later.
    command: [...commandWords(form.command)],
    argumentsOnly,
    stdin,
    tty,
  });
  return parsed.success ? { wishes: parsed.data } : { problems: schemaProblems(parsed.error.issues) };
}

/** Whether the form says something else by now than the recipe that was chosen; filling in a secret does not count. */
export function differs(form: WishForm, recipe: Recipe): boolean {
  const reading = readRecipe(form);
  if ('problems' in reading) return true;
  const comparable = ({ environment, ...rest }: RecipeWishes): string =>
    JSON.stringify({
      ...RecipeWishes.parse(rest),
      environment: environment.map(({ name, value }) => [name, recipe.omitted.includes(name) ? '' : value]),
    });
  return comparable(reading.wishes) !== comparable(recipe.wishes);
}

/** Variables that the recipe does not keep and nobody has filled in yet. */
export function unfilled(form: WishForm, recipe: Recipe): readonly string[] {
  const reading = readRecipe(form);
  const typed = 'wishes' in reading ? reading.wishes.environment : [];
  return recipe.omitted.filter((name) => typed.find((variable) => variable.name === name)?.value === '');
}

/** Recipes that are offered on a cluster, or everywhere; the person's own first. */
export function offeredRecipes(
  book: { readonly own: readonly Recipe[]; readonly builtIn: readonly Recipe[] } | undefined,
  context: string | undefined,
): readonly Recipe[] {
  const own = book?.own.filter((recipe) => recipe.context === undefined || recipe.context === context) ?? [];
  return [...own.toSorted((one, other) => one.name.localeCompare(other.name)), ...(book?.builtIn ?? [])];
}
