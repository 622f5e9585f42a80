import { useCallback, useMemo } from 'react';

import type { Recipe } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { offeredRecipes } from './recipe-form.ts';
import { useRecipeBook } from './recipe-book.tsx';

export interface Recipes {
  readonly offered: readonly Recipe[];
  readonly lastUsed: Recipe | undefined;
  /** Of what was done on this cluster just now; empty: it was done without one. */
  remember(id: string): void;
}

export function useRecipes(context: string): Recipes {
  const api = useApi();
  const book = useRecipeBook();
  const offered = useMemo(() => offeredRecipes(book, context), [book, context]);
  const remember = useCallback(
    (id: string) => {
      // Only a convenience of the next time: what is done now does not wait for it, nor fail with it.
      api.recipes.use({ context, ...(id === '' ? {} : { id }) }).catch(() => undefined);
    },
    [api, context],
  );
  return { offered, lastUsed: offered.find(({ id }) => id === book?.lastUsed[context]), remember };
}
