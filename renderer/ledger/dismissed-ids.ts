/** Offers that somebody has waved away, until the app is started again: in the page's own session, which a reload keeps. */
const KEY = 'kesako.wayBack.dismissed';
const KEPT = 64;

export function dismissedIds(storage: Storage): readonly string[] {
  return (storage.getItem(KEY) ?? '').split('\n').filter((id) => id !== '');
}

export function dismissId(storage: Storage, id: string): readonly string[] {
  const ids = [...new Set([...dismissedIds(storage), id])].slice(-KEPT);
  storage.setItem(KEY, ids.join('\n'));
  return ids;
}
