import type { KubeNamespaceRef } from '../../../preload/contract/index.ts';

export type ManifestMode = 'apply' | 'delete';

export interface ManifestFile {
  readonly text: string;
  /** Its path where the host knows it: for the kubectl line. */
  readonly name: string;
}

/** What the dialog starts with. */
export interface ManifestRequest {
  readonly scope: KubeNamespaceRef;
  readonly mode: ManifestMode;
  /** A file that was dropped: its plan is made at once. */
  readonly file?: ManifestFile;
}
