import { useState } from 'react';

import { toAppError, type AppError, type Recipe, type RecipeWishes } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { showDone } from '../../ui/index.ts';
import type { RecipeNaming } from './recipe-fields.tsx';

export interface SavingRecipe {
  /** Without an id it is a new one. */
  save(id: string | undefined, naming: RecipeNaming, wishes: RecipeWishes): void;
  readonly problem: AppError | undefined;
  readonly isSaving: boolean;
}

export function useSaveRecipe(onSaved: (recipe: Recipe) => void): SavingRecipe {
  const api = useApi();
  const [problem, setProblem] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const save: SavingRecipe['save'] = (id, { goal, context, ...naming }, wishes) => {
    setSaving(true);
    setProblem(undefined);
    api.recipes
      .save({
        ...naming,
        ...(id === undefined ? {} : { id }),
        ...(goal === undefined ? {} : { goal }),
        ...(context === undefined ? {} : { context }),
        wishes,
      })
      .then(
        (recipe) => {
          const left = recipe.omitted.length === 0 ? '' : `, without the values of ${recipe.omitted.join(', ')}`;
          showDone({ title: `Saved the recipe ${recipe.name}${left}` });
          onSaved(recipe);
        },
        (error: unknown) => setProblem(toAppError(error)),
      )
      .finally(() => setSaving(false));
  };
  return { save, problem, isSaving };
}
