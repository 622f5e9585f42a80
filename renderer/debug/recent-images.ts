/** Images used for debugging before, newest first; in the page's storage because they are only a convenience. */
const KEY = 'kesako.debugImages';
const KEPT = 8;

export function recentImages(storage: Storage): readonly string[] {
  return (storage.getItem(KEY) ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, KEPT);
}

export function rememberImage(storage: Storage, image: string): void {
  const images = [image, ...recentImages(storage).filter((other) => other !== image)];
  storage.setItem(KEY, images.slice(0, KEPT).join('\n'));
}
