import { useMemo } from 'react';

import { useSettings } from '../settings/index.ts';
import { JDK_IMAGE } from '../../preload/contract/index.ts';
import { recentImages, rememberImage } from './recent-images.ts';

export interface DebugImages {
  readonly all: readonly string[];
  readonly first: string;
  remember(image: string): void;
}

/** Images to choose from: what was used on this cluster before, then the settings' own. */
export function useDebugImages(context: string): DebugImages {
  const { defaultDebugImage } = useSettings();
  return useMemo(() => {
    const all = [...new Set([...recentImages(window.localStorage, context), defaultDebugImage, JDK_IMAGE])];
    return {
      all,
      first: all[0] ?? defaultDebugImage,
      remember: (image) => rememberImage(window.localStorage, context, image),
    };
  }, [context, defaultDebugImage]);
}
