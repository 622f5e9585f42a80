import { describe, expect, it } from 'vitest';

import { Recipe, type RecipeWishes } from '../../../../../preload/contract/index.ts';
import {
  applyRecipe,
  differs,
  offeredRecipes,
  readRecipe,
  unfilled,
} from '../../../../../renderer/debug/recipes/recipe-form.ts';
import { initialWishes } from '../../../../../renderer/debug/wish-form.ts';

describe('a recipe and a form', () => {
  const recipe = (wishes: Partial<RecipeWishes>, more: object = {}): Recipe =>
    Recipe.parse({ id: 'a', name: 'A', wishes: { image: 'busybox', profile: 'general', ...wishes }, ...more });
  const form = { ...initialWishes('alpine'), target: 'app', name: 'mine' };

  it.each([
    [
      'all at once',
      recipe({
        command: ['sh', '-c', 'echo "a b" \\ c', ''],
        environment: [{ name: 'A', value: '1=2' }],
        imagePullPolicy: 'Never',
        keepAliveSeconds: 5400,
        attach: false,
        runAsUser: 0,
        runAsGroup: 7,
        targetEnvironment: true,
        targetMounts: true,
        custom: 'tty: true',
      }),
    ],
    ['as kubectl does it', recipe({ command: ['top'], argumentsOnly: true, stdin: false, tty: false, attach: false })],
    ['next to nothing', recipe({})],
  ])('are the same both ways: %s', (_name, given) => {
    const filled = applyRecipe(form, given);
    expect(readRecipe(filled)).toEqual({ wishes: given.wishes });
    expect(filled).toMatchObject({ recipe: 'a', target: 'app', name: 'mine' });
    expect(differs(filled, given)).toBe(false);
    expect(differs({ ...filled, image: 'alpine' }, given)).toBe(true);
  });

  it('asks for what the recipe does not keep, and calls filling it in no change', () => {
    const given = recipe({ environment: [{ name: 'TOKEN', value: '' }] }, { omitted: ['TOKEN'] });
    const filled = applyRecipe(form, given);
    expect(unfilled(filled, given)).toEqual(['TOKEN']);
    const typed = { ...filled, environment: 'TOKEN=abc' };
    expect(unfilled(typed, given)).toEqual([]);
    expect(differs(typed, given)).toBe(false);
  });

  it('says what keeps a form from being a recipe', () => {
    expect(readRecipe({ ...form, image: ' ' })).toEqual({ problems: { image: 'A recipe needs an image.' } });
    expect(readRecipe({ ...form, environment: 'oops' })).toHaveProperty('problems.environment');
  });

  it('offers the person’s own before the app’s, and none of another cluster', () => {
    const named = (name: string, more: object = {}): Recipe => ({ ...recipe({}, more), id: name, name });
    const own = [named('z'), named('b', { context: 'lab' }), named('c', { context: 'other' })];
    const book = { own, builtIn: [named('busybox')] };
    expect(offeredRecipes(book, 'lab').map(({ id }) => id)).toEqual(['b', 'z', 'busybox']);
    expect(offeredRecipes(undefined, 'lab')).toEqual([]);
  });
});
