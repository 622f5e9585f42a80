import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createRecipes } from '../../../../main/recipes/create-recipes.ts';
import { contract, RecipeWishes, type RecipeBook, type SaveRecipe } from '../../../../preload/contract/index.ts';

type Recipes = Awaited<ReturnType<typeof createRecipes>>;

describe('createRecipes', () => {
  const log = { warn: vi.fn<(fields: object, message: string) => void>() };
  const options = { signal: new AbortController().signal, session: { id: 'test', onEnd: () => () => undefined } };
  let folder: string;
  let path: string;

  beforeEach(async () => {
    log.warn.mockClear();
    folder = await mkdtemp(join(tmpdir(), 'recipes-'));
    path = join(folder, 'recipes.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (): Promise<Recipes> => createRecipes({ folder, log });
  const wishes = (more: object = {}): RecipeWishes =>
    RecipeWishes.parse({ image: 'busybox', profile: 'general', ...more });
  /** As it comes over the wire. */
  const save = (
    recipes: Recipes,
    recipe: Omit<SaveRecipe, 'wishes'> & { wishes?: RecipeWishes },
  ): ReturnType<Recipes['save']> =>
    recipes.save(contract.recipes.save.input.parse({ wishes: wishes(), ...recipe }), options);
  async function book(recipes: Recipes): Promise<RecipeBook> {
    for await (const now of recipes.watch({}, options)) return now;
    throw new Error('no book');
  }

  it('keeps what is saved in a file that only its owner reads', async () => {
    const first = await open();
    const made = await save(first, { name: 'Ours', goal: 'files', wishes: wishes({ runAsUser: 7 }) });
    await first.use({ context: 'lab', id: made.id }, options);
    await first.saveImages({ images: ['registry.local/tools:1', 'registry.local/tools:1'] }, options);
    await first.saveImages({ context: 'lab', images: ['lab.local/tools:2'] }, options);
    expect((await stat(path)).mode & 0o777).toBe(0o600);

    const now = await book(await open());
    expect(now.own).toEqual([made]);
    expect(now).toMatchObject({
      lastUsed: { lab: made.id },
      images: { everywhere: ['registry.local/tools:1'], contexts: { lab: ['lab.local/tools:2'] } },
    });
    expect(now.problem).toBeUndefined();
    expect(now.builtIn.map(({ wishes: { image } }) => image)).toContain('nicolaka/netshoot');
  });

  it('changes a recipe under its id, and forgets with it that it was used', async () => {
    const recipes = await open();
    const made = await save(recipes, { name: 'Ours' });
    await save(recipes, { id: made.id, name: 'Theirs' });
    await recipes.use({ context: 'lab', id: made.id }, options);
    expect((await book(recipes)).own.map(({ name }) => name)).toEqual(['Theirs']);
    await recipes.remove({ id: made.id }, options);
    expect(await book(recipes)).toMatchObject({ own: [], lastUsed: {} });
    await expect(save(recipes, { id: made.id, name: 'Again' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps names apart where both are offered', async () => {
    const recipes = await open();
    await save(recipes, { name: 'Ours', context: 'lab' });
    await save(recipes, { name: 'ours', context: 'other' });
    await expect(save(recipes, { name: 'OURS' })).rejects.toThrow('There is a recipe “Ours” already.');
    await expect(save(recipes, { name: 'Network: netshoot' })).rejects.toThrow(/already/);
    expect((await book(recipes)).own).toHaveLength(2);
  });

  it('refuses what could be used nowhere', async () => {
    const recipes = await open();
    await expect(save(recipes, { name: 'x', wishes: wishes({ image: 'Not An Image' }) })).rejects.toThrow(
      '“Not An Image” is not the name of an image.',
    );
    await expect(save(recipes, { name: 'x', wishes: wishes({ custom: 'command: [sh]' }) })).rejects.toThrow(
      /not modifiable via custom profile/,
    );
    await expect(recipes.saveImages({ images: ['UPPER'] }, options)).rejects.toThrow(/not the name of an image/);
    await expect(recipes.readCustom({ text: 'image: busybox' }, options)).rejects.toThrow(/found: image/);
    await expect(recipes.readCustom({ text: ' ' }, options)).rejects.toThrow(/is empty/);
    expect(await recipes.readCustom({ text: 'tty: true\ncolour: red' }, options)).toEqual({ ignored: ['colour'] });
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
  });

  it('leaves values that look like secrets out of the file unless somebody says so', async () => {
    const recipes = await open();
    const environment = [
      { name: 'DB_PASSWORD', value: 'tell-nobody' },
      { name: 'LEVEL', value: 'debug' },
    ];
    const made = await save(recipes, { name: 'One', wishes: wishes({ environment }) });
    expect(made.omitted).toEqual(['DB_PASSWORD']);
    expect(await readFile(path, 'utf8')).not.toContain('tell-nobody');
    const renamed = await save(recipes, { ...made, name: 'Two' });
    expect(renamed.omitted).toEqual(['DB_PASSWORD']);
    const kept = await save(recipes, {
      id: made.id,
      name: 'One',
      wishes: wishes({ environment }),
      keepsSecretValues: true,
    });
    expect(kept.omitted).toEqual([]);
    expect(await readFile(path, 'utf8')).toContain('tell-nobody');
  });

  it.each([
    ['not JSON', 0],
    ['{"version":2,"recipes":[]}', 0],
    ['{"version":1,"recipes":[{"id":"a"},{"id":"b","name":"B","wishes":{"image":"x","profile":"legacy"}}]}', 1],
  ])('says what it could not read, and keeps the file: %s', async (text, count) => {
    await writeFile(path, text);
    const recipes = await open();
    const now = await book(recipes);
    expect(now.own).toHaveLength(count);
    expect(now.problem).toContain(`${path}.broken`);
    await save(recipes, { name: 'New' });
    expect(await readFile(`${path}.broken`, 'utf8')).toBe(text);
    expect((await book(await open())).own).toHaveLength(count + 1);
  });

  it('loses none of many saved at once', async () => {
    const recipes = await open();
    await Promise.all(Array.from({ length: 20 }, (_, n) => save(recipes, { name: `Recipe ${n}` })));
    expect((await book(await open())).own).toHaveLength(20);
  });
});
