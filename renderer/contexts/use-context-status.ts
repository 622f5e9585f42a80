import type { ContextStatus } from '../../preload/contract/index.ts';
import { useLatest } from '../bridge/index.ts';

/** Connects the context while the component is there; `undefined` connects nothing. */
export function useContextStatus(context: string | undefined): ContextStatus | undefined {
  const { value, error } = useLatest(
    `context-status/${context ?? ''}`,
    context === undefined ? undefined : (api, signal) => api.contexts.status({ context }, { signal }),
  );
  if (error?.code === 'DISCONNECTED') return { state: 'connecting' };
  return error === undefined ? value : { state: 'needsYou', problem: error.toForm() };
}
