import type { Transfer } from '../../preload/contract/index.ts';
import { useLatest } from '../bridge/index.ts';

/** All copies of this window's core, newest last. */
export function useTransfers(): {
  readonly transfers: readonly Transfer[] | undefined;
  readonly problem: string | undefined;
} {
  const { value, error } = useLatest('transfers', (api, signal) => api.files.transfers({}, { signal }));
  return { transfers: value, problem: error?.message };
}
