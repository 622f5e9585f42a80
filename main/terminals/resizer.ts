import type { TerminalSize } from '../kube/index.ts';
import type { Keyboard } from './terminal-process.ts';

/** A window that is being dragged changes its size with every frame, and a shell redraws its prompt each time. */
const PAUSE_MS = 50;

export interface Resizer {
  readonly size: TerminalSize;
  resize(size: TerminalSize): void;
  connect(keyboard: Keyboard | undefined): void;
  stop(): void;
}

/** Passes the first size on at once and of those that follow closely only the last. */
export function createResizer(initial: TerminalSize): Resizer {
  let size = initial;
  let sent = initial;
  let keyboard: Keyboard | undefined;
  let timer: NodeJS.Timeout | undefined;

  function send(): void {
    if (keyboard === undefined || timer !== undefined || isSame(size, sent)) return;
    sent = size;
    keyboard.resize(size);
    timer = setTimeout(() => {
      timer = undefined;
      send();
    }, PAUSE_MS);
    timer.unref();
  }

  return {
    get size() {
      return size;
    },
    resize: (next) => {
      size = next;
      send();
    },
    connect: (next) => {
      keyboard = next;
      if (next === undefined) return;
      next.resize(size);
      sent = size;
    },
    stop: () => clearTimeout(timer),
  };
}

function isSame(one: TerminalSize, other: TerminalSize): boolean {
  return one.columns === other.columns && one.rows === other.rows;
}
