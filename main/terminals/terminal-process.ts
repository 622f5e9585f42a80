/** What a running process is to its terminal, and the other way round. */
import type { TerminalEnd, TerminalState } from '../../preload/contract/terminals.ts';
import type { TerminalSize } from '../kube/index.ts';

export interface Keyboard {
  /** Resolves when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
  resize(size: TerminalSize): void;
}

export interface Screen {
  readonly size: TerminalSize;
  show(bytes: Uint8Array): void;
  /** Resolves when no connected reader is far behind; a process that must not be held up does not ask. */
  room(): Promise<void>;
  tell(state: Exclude<TerminalState, { readonly state: 'ended' }>): void;
  /** From here on input reaches the process; `undefined` while there is none. */
  connect(keyboard: Keyboard | undefined): void;
  /** Output that was lost on its way here. */
  dropped(bytes: number): void;
}

/** Runs until the process has ended or the signal aborts; what goes wrong is an end as well. */
export type RunProcess = (screen: Screen, signal: AbortSignal) => Promise<TerminalEnd>;
