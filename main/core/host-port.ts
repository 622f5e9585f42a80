import type { HostFeature } from '../../preload/contract/index.ts';

/** A file that has been fetched and verified, in the app's own folder. */
export interface VerifiedFile {
  readonly path: string;
  readonly fileName: string;
  readonly isFolder: boolean;
}

/** The same, or a recording's, with the file that is the person's own: saved by them, or theirs from the beginning. */
export interface HandedFile extends VerifiedFile {
  readonly isExecutable?: boolean;
  readonly own?: string;
}

/** What a shell does for the core. A shell gives the functions that it can; the window is told which. */
export interface HostPort {
  openDialog?(purpose: 'kubeconfig' | 'manifest' | 'recording'): Promise<string | undefined>;
  /** Where the person wants the file; the core copies it there. */
  saveDialog?(fileName: string): Promise<string | undefined>;
  revealInFolder?(path: string): void;
  /** In the program that the system has for it; throws with the system's words if it has none. */
  openFile?(path: string): Promise<void>;
  /** Of the person's choice, beginning at the one that they chose before; Windows asks by itself. */
  chooseProgram?(suggested: string | undefined): Promise<string | undefined>;
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
  'chooseProgram',
  'nativeDrag',
  'transferLink',
  'openExternal',
];

export function featuresOf(port: HostPort): readonly HostFeature[] {
  return FEATURES.filter((feature) => port[feature] !== undefined);
}
