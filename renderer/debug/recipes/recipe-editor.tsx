import { useImperativeHandle, useRef, useState, type ReactElement, type Ref } from 'react';

import type { Recipe } from '../../../preload/contract/index.ts';
import { Problem } from '../../problems/index.ts';
import { Button, Notice } from '../../ui/index.ts';
import { initialWishes, type WishForm } from '../wish-form.ts';
import { WishFields } from '../wish-fields.tsx';
import { RecipeFields, type RecipeNaming } from './recipe-fields.tsx';
import { applyRecipe, differs, readRecipe } from './recipe-form.ts';
import { recipeFacts } from './recipe-words.ts';
import { useSaveRecipe } from './use-save-recipe.ts';

export interface RecipeEditorHandle {
  focusName(): void;
}

export interface RecipeEditorProps {
  readonly context: string | undefined;
  /** Without one a new recipe is written. */
  readonly recipe: Recipe | undefined;
  readonly isBuiltIn: boolean;
  readonly images: readonly string[];
  readonly onSaved: (recipe: Recipe) => void;
  readonly onDuplicate: () => void;
  readonly ref?: Ref<RecipeEditorHandle>;
}

/** Keyed by the recipe: another one starts from its own content. */
export function RecipeEditor(props: RecipeEditorProps): ReactElement {
  const { context, recipe, isBuiltIn, images, onSaved, onDuplicate, ref } = props;
  const name = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    focusName: () => {
      name.current?.focus();
      name.current?.select();
    },
  }));
  const [naming, setNaming] = useState<RecipeNaming>(() => namingOf(recipe));
  const [form, setForm] = useState<WishForm>(() => formOf(recipe));
  const { save, problem, isSaving } = useSaveRecipe(onSaved);
  const reading = readRecipe(form);
  const former = namingOf(recipe);
  const isSame =
    recipe !== undefined &&
    !differs(form, recipe) &&
    naming.name.trim() === former.name &&
    naming.goal === former.goal &&
    naming.context === former.context &&
    !naming.keepsSecretValues;
  const refusal =
    'problems' in reading
      ? Object.values(reading.problems)[0]
      : naming.name.trim() === ''
        ? 'Give it a name first.'
        : isSame
          ? 'Nothing has been changed.'
          : undefined;
  const keep = (): void => {
    if ('wishes' in reading && refusal === undefined) save(recipe?.id, naming, reading.wishes);
  };
  if (isBuiltIn) {
    return (
      <Notice title="This recipe comes with the app." actions={<Button onPress={onDuplicate}>Duplicate it</Button>}>
        {recipe === undefined ? '' : `${recipeFacts(recipe)}. `}A duplicate can be changed.
      </Notice>
    );
  }
  return (
    <section className="debug-form" aria-label="Recipe">
      <RecipeFields
        context={context}
        naming={naming}
        onChange={setNaming}
        wishes={'wishes' in reading ? reading.wishes : undefined}
        onSubmit={keep}
        nameRef={name}
      />
      <WishFields
        form={form}
        onChange={setForm}
        problems={'problems' in reading ? reading.problems : {}}
        images={images}
        hasName={false}
      />
      {problem === undefined ? undefined : <Problem error={problem} />}
      <div className="debug-recipe-buttons">
        <Button variant="primary" disabledReason={refusal} isBusy={isSaving} onPress={keep}>
          Save recipe
        </Button>
      </div>
    </section>
  );
}

function namingOf(recipe: Recipe | undefined): RecipeNaming {
  return { name: recipe?.name ?? '', goal: recipe?.goal, context: recipe?.context, keepsSecretValues: false };
}

function formOf(recipe: Recipe | undefined): WishForm {
  const form = initialWishes('busybox');
  return recipe === undefined ? form : applyRecipe(form, recipe);
}
