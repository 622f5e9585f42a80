export { createTerminals, type Terminals, type TerminalsOptions } from './create-terminals.ts';
export { openLocalShell, type LocalShell, type LocalShellOptions, type OpenLocalShell } from './local-shell.ts';
export type { KubeconfigEntry } from './local-kubeconfig.ts';
