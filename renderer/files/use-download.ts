import { useMutation } from '@tanstack/react-query';

import type { FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

export interface Download {
  /** Starts the copy; it appears among the transfers and outlives the page. */
  download(file: FileRef): void;
  readonly problem: Error | null;
  dismiss(): void;
}

export function useDownload(): Download {
  const api = useApi();
  const mutation = useMutation({ mutationFn: (file: FileRef) => api.files.download(file) });
  return {
    download: (file) => mutation.mutate(file),
    problem: mutation.error,
    dismiss: () => mutation.reset(),
  };
}
