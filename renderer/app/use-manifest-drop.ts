import { useEffect, useState } from 'react';

import { toAppError, type AppError, type KubeNamespaceRef } from '../../preload/contract/index.ts';
import { useHost } from '../bridge/index.ts';
import { looksLikeManifest, readManifestFile, useManifests } from '../workloads/index.ts';

export interface ManifestDrop {
  readonly problem: AppError | undefined;
  dismiss(): void;
}

/** A manifest may be dropped anywhere on the window. Any other file is refused, lest the page itself goes to it. */
export function useManifestDrop(scope: KubeNamespaceRef | undefined): ManifestDrop {
  const host = useHost();
  const manifests = useManifests();
  const [problem, setProblem] = useState<AppError>();
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = scope === undefined ? 'none' : 'copy';
    };
    const drop = (event: DragEvent): void => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file === undefined || scope === undefined || !looksLikeManifest(file)) return;
      readManifestFile(file, host.pathOf(file)).then(
        (read) => manifests.open({ scope, mode: 'apply', file: read }),
        (error: unknown) => setProblem(toAppError(error)),
      );
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [scope, host, manifests]);
  return { problem, dismiss: () => setProblem(undefined) };
}
