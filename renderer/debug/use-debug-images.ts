import { useMemo } from 'react';

import { JDK_IMAGE } from '../../preload/contract/index.ts';
import { useSettings } from '../settings/index.ts';
import { useRecipeBook } from './recipes/recipe-book.tsx';
import { recentImages, rememberImage } from './recent-images.ts';

export interface DebugImages {
  readonly all: readonly string[];
  readonly first: string;
  remember(image: string): void;
}

/**
 * Images to choose from: what was used on this cluster before, the team's own (those of this cluster first), then the
 * settings' own. Without a context, what holds everywhere.
 */
export function useDebugImages(context: string | undefined): DebugImages {
  const { defaultDebugImage } = useSettings();
  const team = useRecipeBook()?.images;
  return useMemo(() => {
    const all = [
      ...new Set([
        ...(context === undefined ? [] : recentImages(window.localStorage, context)),
        ...(context === undefined ? [] : (team?.contexts[context] ?? [])),
        ...(team?.everywhere ?? []),
        defaultDebugImage,
        JDK_IMAGE,
      ]),
    ];
    return {
      all,
      first: all[0] ?? defaultDebugImage,
      remember: (image) => context !== undefined && rememberImage(window.localStorage, context, image),
    };
  }, [context, defaultDebugImage, team]);
}
