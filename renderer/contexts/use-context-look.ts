import { useMemo } from 'react';

import { useSettings } from '../settings/index.ts';
import { contextLook, type ContextLook } from './context-look.ts';

export function useContextLook(context: string): ContextLook {
  const settings = useSettings();
  return useMemo(() => contextLook(context, settings), [context, settings]);
}
