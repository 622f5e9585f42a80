import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function for as long as the component is there; it calls the newest one that was given. What is drawn with it need
 * not be drawn again because of it. For events alone: not to be called while drawing.
 */
export function useStableCallback<Words extends readonly unknown[], Result>(
  callback: (...words: Words) => Result,
): (...words: Words) => Result {
  const newest = useRef(callback);
  useLayoutEffect(() => {
    newest.current = callback;
  });
  return useCallback((...words) => newest.current(...words), []);
}
