import { useCallback, useState, type RefCallback } from 'react';

/** Until it has been measured. */
const FIRST_WIDTH = 800;

/** The width of an element, followed as long as it is there. */
export function useWidth(): readonly [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(FIRST_WIDTH);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
