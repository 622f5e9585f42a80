/** Above a form: which recipe it was filled from, and keeping what it says as one. */
import { useState, type ReactElement } from 'react';

import { Button, InertText, Notice, Select } from '../../ui/index.ts';
import type { WishForm } from '../wish-form.ts';
import { applyRecipe, differs, offeredRecipes, unfilled } from './recipe-form.ts';
import { recipeFacts } from './recipe-words.ts';
import { useRecipeBook } from './recipe-book.tsx';
import { RecipesDialog } from './recipes-dialog.tsx';
import { SaveRecipe } from './save-recipe.tsx';

export interface RecipeBarProps<Form extends WishForm> {
  readonly context: string;
  readonly form: Form;
  readonly onChange: (form: Form) => void;
}

const NONE = '';

export function RecipeBar<Form extends WishForm>({ context, form, onChange }: RecipeBarProps<Form>): ReactElement {
  const book = useRecipeBook();
  const [shown, setShown] = useState<'save' | 'manage'>();
  const offered = offeredRecipes(book, context);
  const chosen = offered.find(({ id }) => id === form.recipe);
  const choose = (id: string): void => {
    const recipe = offered.find((candidate) => candidate.id === id);
    onChange(recipe === undefined ? { ...form, recipe: NONE } : applyRecipe(form, recipe));
  };
  const missing = chosen === undefined ? [] : unfilled(form, chosen);
  const isChanged = chosen !== undefined && differs(form, chosen);
  return (
    <div className="debug-recipes">
      <div className="debug-recipe-line">
        <Select
          label="Recipe"
          value={chosen?.id ?? NONE}
          onChange={choose}
          options={[
            { id: NONE, title: 'None', description: 'As typed below' },
            ...offered.map((recipe) => ({ id: recipe.id, title: recipe.name, description: recipeFacts(recipe) })),
          ]}
          description={isChanged ? 'Changed below since it was chosen.' : chosen && recipeFacts(chosen)}
        />
        <div className="debug-recipe-tools">
          <Button
            size="small"
            variant="quiet"
            isPressed={shown === 'save'}
            onPress={() => setShown(shown === 'save' ? undefined : 'save')}
          >
            Save…
          </Button>
          <Button size="small" variant="quiet" onPress={() => setShown('manage')}>
            Manage…
          </Button>
        </div>
      </div>
      {missing.length === 0 ? undefined : (
        <Notice state="waiting" title="Not kept in the recipe, because it looks like a secret:">
          <InertText text={`${missing.join(', ')}. Type it under Environment, below.`} />
        </Notice>
      )}
      {shown === 'save' ? (
        <SaveRecipe
          context={context}
          form={form}
          chosen={chosen}
          isBuiltIn={chosen !== undefined && book?.builtIn.includes(chosen) === true}
          onSaved={({ id }) => {
            onChange({ ...form, recipe: id });
            setShown(undefined);
          }}
          onCancel={() => setShown(undefined)}
        />
      ) : undefined}
      {shown === 'manage' ? (
        <RecipesDialog context={context} chosen={chosen?.id} onClose={() => setShown(undefined)} />
      ) : undefined}
    </div>
  );
}
