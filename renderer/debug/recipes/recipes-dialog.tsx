/** All recipes, and the team's images: made, renamed, duplicated, deleted, edited. */
import { useRef, useState, type ReactElement } from 'react';

import { toAppError, type AppError, type Recipe } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { Problem } from '../../problems/index.ts';
import { Button, ConfirmDialog, Copy, Dialog, InertText, Notice, Pencil, Plus, Table, Trash2 } from '../../ui/index.ts';
import { useDebugImages } from '../use-debug-images.ts';
import { useRecipeBook } from './recipe-book.tsx';
import { RecipeEditor, type RecipeEditorHandle } from './recipe-editor.tsx';
import { TeamImagesField } from './team-images.tsx';

export interface RecipesDialogProps {
  readonly context: string | undefined;
  /** The one to begin with, by its id. */
  readonly chosen: string | undefined;
  readonly onClose: () => void;
}

/** In the place of an id: one that is not saved yet. */
const NEW = '';

export function RecipesDialog({ context, chosen, onClose }: RecipesDialogProps): ReactElement {
  const api = useApi();
  const book = useRecipeBook();
  const images = useDebugImages(context);
  const editor = useRef<RecipeEditorHandle>(null);
  const [selected, setSelected] = useState(chosen);
  const [doomed, setDoomed] = useState<Recipe>();
  const [problem, setProblem] = useState<AppError>();
  const own = book?.own ?? [];
  const all = [...own, ...(book?.builtIn ?? [])];
  const recipe = all.find(({ id }) => id === selected);
  const isOwn = recipe !== undefined && own.includes(recipe);
  const refusal = isOwn
    ? undefined
    : recipe === undefined
      ? 'Choose a recipe first.'
      : 'It comes with the app: duplicate it to change it.';
  const report = (error: unknown): void => setProblem(toAppError(error));

  const duplicate = ({ id: _id, name, omitted: _omitted, ...rest }: Recipe): void => {
    const taken = new Set(all.map((other) => other.name.toLowerCase()));
    api.recipes.save({ ...rest, name: nameOfCopy(name, taken), keepsSecretValues: true }).then((copy) => {
      setProblem(undefined);
      setSelected(copy.id);
    }, report);
  };
  const remove = ({ id }: Recipe): void => {
    setDoomed(undefined);
    api.recipes.remove({ id }).then(() => setProblem(undefined), report);
  };
  /** Of the list alone: in the fields these keys have their own meaning. */
  const onListKey = (key: string): boolean => {
    if (recipe === undefined) return false;
    if (key === 'F2' && isOwn) editor.current?.focusName();
    else if (key === 'Delete' && isOwn) setDoomed(recipe);
    else return false;
    return true;
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title="Recipes"
      footer={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div className="debug-dialog debug-recipes-dialog">
        <div className="debug-column">
          {book?.problem === undefined ? undefined : (
            <Notice state="waiting">
              <InertText text={book.problem} />
            </Notice>
          )}
          <div className="debug-recipe-buttons">
            <Button size="small" icon={Plus} onPress={() => setSelected(NEW)}>
              New
            </Button>
            <Button
              size="small"
              icon={Copy}
              disabledReason={recipe === undefined ? refusal : undefined}
              onPress={() => recipe && duplicate(recipe)}
            >
              Duplicate
            </Button>
            <Button size="small" icon={Pencil} disabledReason={refusal} onPress={() => editor.current?.focusName()}>
              Rename
            </Button>
            <Button size="small" icon={Trash2} disabledReason={refusal} onPress={() => setDoomed(recipe)}>
              Delete…
            </Button>
          </div>
          {problem === undefined ? undefined : <Problem error={problem} onDismiss={() => setProblem(undefined)} />}
          <div
            className="debug-recipe-list"
            role="group"
            aria-label="Recipes, their own keys F2 and Delete"
            onKeyDown={(event) => {
              if (onListKey(event.key)) event.preventDefault();
            }}
          >
            <Table
              label="Recipes"
              rows={all}
              rowKey={({ id }) => id}
              selectedKey={selected}
              onSelect={({ id }) => setSelected(id)}
              onAction={() => editor.current?.focusName()}
              columns={[
                { id: 'name', title: 'Name', cell: ({ name }) => name, width: 'minmax(140px, 3fr)' },
                {
                  id: 'image',
                  title: 'Image',
                  cell: ({ wishes }) => wishes.image,
                  width: 'minmax(90px, 2fr)',
                  isMono: true,
                },
              ]}
              empty="No recipes"
            />
          </div>
          <TeamImagesField
            label="The team’s images"
            description="One on each line; offered on every cluster before all others."
            context={undefined}
            images={book?.images.everywhere ?? []}
          />
          {context === undefined ? undefined : (
            <TeamImagesField
              label={`The team’s images on ${context}`}
              description="What only this cluster can pull; offered first there."
              context={context}
              images={book?.images.contexts[context] ?? []}
            />
          )}
        </div>
        <div className="debug-column debug-column-plan">
          {recipe === undefined && selected !== NEW ? (
            <p className="debug-remedy">Choose a recipe to look at it or change it, or make a new one.</p>
          ) : (
            <RecipeEditor
              key={selected}
              ref={editor}
              context={context}
              recipe={recipe}
              isBuiltIn={recipe !== undefined && !isOwn}
              images={images.all}
              onSaved={({ id }) => setSelected(id)}
              onDuplicate={() => recipe && duplicate(recipe)}
            />
          )}
        </div>
      </div>
      <ConfirmDialog
        isOpen={doomed !== undefined}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && remove(doomed)}
        title={`Delete the recipe ${doomed?.name ?? ''}`}
        confirmLabel="Delete recipe"
        isDangerous
      >
        It cannot be brought back. Containers that were made from it stay as they are.
      </ConfirmDialog>
    </Dialog>
  );
}

/** The first name that nobody has. */
function nameOfCopy(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const copy = `${name.slice(0, 70)} (${count === 1 ? 'copy' : `copy ${count}`})`;
    if (!taken.has(copy.toLowerCase())) return copy;
  }
}
