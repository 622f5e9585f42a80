/** The recipes, kept by the core; every window shows the same. */
import { createContext, useContext, type ReactElement, type ReactNode } from 'react';

import type { RecipeBook } from '../../../preload/contract/index.ts';
import { useLatest } from '../../bridge/index.ts';

const BookContext = createContext<RecipeBook | undefined>(undefined);

/** Read from the start, so that a dialog knows when it opens what was used last. */
export function RecipeBookProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const { value } = useLatest('recipes', (api, signal) => api.recipes.watch({}, { signal }));
  return <BookContext value={value}>{children}</BookContext>;
}

/** `undefined` until the core has answered. */
export function useRecipeBook(): RecipeBook | undefined {
  return useContext(BookContext);
}
