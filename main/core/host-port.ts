import type { HostFeature } from '../../preload/contract/index.ts';

/** A file that has been fetched and verified, in the app's own folder. */
export interface VerifiedFile {
  readonly path: string;
  readonly fileName: string;
  readonly isFolder: boolean;
}

/** What a shell does for the core. A shell gives the functions that it can; the window is told which. */
export interface HostPort {
  openDialog?(purpose: 'kubeconfig' | 'manifest' | 'recording'): Promise<string | undefined>;
  /** Where the person wants the file; the core copies it there. */
  saveDialog?(fileName: string): Promise<string | undefined>;
  revealInFolder?(path: string): void;
  /** In the program that the system has for it; throws with the system's words if it has none. */
  openFile?(path: string): Promise<void>;
  nativeDrag?(files: readonly VerifiedFile[]): void;
  /** A path below the page's origin that gives the file once. */
  transferLink?(transfer: string): string;
  openExternal?(url: string): Promise<void>;
}

const FEATURES: readonly HostFeature[] = [
  'openDialog',
  'saveDialog',
  'revealInFolder',
  'openFile',
  'nativeDrag',
  'transferLink',
  'openExternal',
];

export function featuresOf(port: HostPort): readonly HostFeature[] {
  return FEATURES.filter((feature) => port[feature] !== undefined);
}
