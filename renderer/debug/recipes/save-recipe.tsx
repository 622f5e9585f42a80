import { useState, type ReactElement } from 'react';

import type { Recipe } from '../../../preload/contract/index.ts';
import { Problem } from '../../problems/index.ts';
import { Button } from '../../ui/index.ts';
import type { WishForm } from '../wish-form.ts';
import { RecipeFields, type RecipeNaming } from './recipe-fields.tsx';
import { readRecipe } from './recipe-form.ts';
import { useSaveRecipe } from './use-save-recipe.ts';

export interface SaveRecipeProps {
  readonly context: string;
  readonly form: WishForm;
  /** The recipe that the form was filled from. */
  readonly chosen: Recipe | undefined;
  /** It comes with the app, and cannot be changed. */
  readonly isBuiltIn: boolean;
  readonly onSaved: (recipe: Recipe) => void;
  readonly onCancel: () => void;
}

export function SaveRecipe({ context, form, chosen, isBuiltIn, onSaved, onCancel }: SaveRecipeProps): ReactElement {
  const former = isBuiltIn ? undefined : chosen;
  const [naming, setNaming] = useState<RecipeNaming>(() => ({
    name: former?.name ?? '',
    goal: chosen?.goal,
    context: former?.context,
    keepsSecretValues: false,
  }));
  const { save, problem, isSaving } = useSaveRecipe(onSaved);
  const reading = readRecipe(form);
  const wrong = 'problems' in reading ? Object.values(reading.problems)[0] : undefined;
  const refusal = wrong ?? (naming.name.trim() === '' ? 'Give it a name first.' : undefined);
  const keep = (id: string | undefined): void => {
    if ('wishes' in reading && refusal === undefined) save(id, naming, reading.wishes);
  };
  const isRenamed = former !== undefined && naming.name.trim() !== former.name;
  return (
    <section className="debug-recipe-save" aria-label="Save as a recipe">
      <RecipeFields
        context={context}
        naming={naming}
        onChange={setNaming}
        wishes={'wishes' in reading ? reading.wishes : undefined}
        onSubmit={() => keep(isRenamed ? undefined : former?.id)}
        autoFocus
      />
      {problem === undefined ? undefined : <Problem error={problem} />}
      <div className="debug-recipe-buttons">
        <Button onPress={onCancel}>Cancel</Button>
        {former === undefined ? undefined : (
          <Button disabledReason={refusal} isBusy={isSaving} onPress={() => keep(former.id)}>
            {isRenamed ? `Rename and change “${former.name}”` : `Change “${former.name}”`}
          </Button>
        )}
        {former !== undefined && !isRenamed ? undefined : (
          <Button variant="primary" disabledReason={refusal} isBusy={isSaving} onPress={() => keep(undefined)}>
            Save recipe
          </Button>
        )}
      </div>
    </section>
  );
}
