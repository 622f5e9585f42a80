/**
 * Images used for debugging before, newest first, of each cluster its own: what one cluster's nodes can pull another's may not.
 * In the page's storage because they are only a convenience.
 */
const KEY = 'kesako.debugImages';
const KEPT = 8;

const keyOf = (context: string): string => `${KEY}/${context}`;

export function recentImages(storage: Storage, context: string): readonly string[] {
  return (storage.getItem(keyOf(context)) ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, KEPT);
}

export function rememberImage(storage: Storage, context: string, image: string): void {
  const images = [image, ...recentImages(storage, context).filter((other) => other !== image)];
  storage.setItem(keyOf(context), images.slice(0, KEPT).join('\n'));
}
