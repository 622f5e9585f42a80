/** One xterm with what the window adds to it. It knows nothing of streams: see `follow-terminal.ts`. */
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

import type { TerminalInput } from '../../preload/contract/index.ts';
import { onThemeChange } from '../ui/index.ts';
import type { Screen } from './follow-terminal.ts';
import { hasFastGraphics } from './graphics.ts';
import { readPaste, typedPaste, type Paste } from './paste.ts';
import { createReplyFilter } from './reply-filter.ts';
import { terminalFont, terminalTheme } from './terminal-theme.ts';
import { inertTitle } from './terminal-words.ts';

/** Lines kept; the core keeps more bytes than a screen of this length needs. */
const SCROLLBACK = 10_000;
/** DECTCEM. */
const HIDE_CURSOR = '\u001b[?25l';

export interface EmulatorEvents {
  onInput(input: TerminalInput): void;
  onTitle(title: string): void;
  /** A link was pressed with Ctrl or Cmd; nothing has been opened. */
  onLink(url: string): void;
  /** The person should see this paste first; `paste` types it. */
  onAskPaste(paste: Paste, type: () => void): void;
  onSearch(): void;
}

export interface Emulator {
  readonly screen: Screen;
  readonly search: SearchAddon;
  setReplaying(replaying: boolean): void;
  /** Hidden terminals give their graphics context back: browsers allow about 16 of them. */
  setVisible(visible: boolean): void;
  setScreenReader(on: boolean): void;
  /** Nothing more comes and nothing is taken. */
  end(): void;
  focus(): void;
  dispose(): void;
}

export function createEmulator(element: HTMLElement, page: Window, events: EmulatorEvents): Emulator {
  const filter = createReplyFilter(() => performance.now());
  let replaying = false;
  let webgl: WebglAddon | undefined;
  const fast = hasFastGraphics(page.document);

  const openLink = (event: MouseEvent, url: string): void => {
    if (event.ctrlKey || event.metaKey) events.onLink(url);
  };
  const terminal = new Terminal({
    allowProposedApi: true,
    scrollback: SCROLLBACK,
    cursorBlink: false,
    lineHeight: 1.2,
    theme: terminalTheme(element),
    ...terminalFont(element),
    // Programs choose colours for dark screens; this keeps them readable on a light one (WCAG 1.4.3).
    minimumContrastRatio: 4.5,
    macOptionIsMeta: true,
    linkHandler: { activate: openLink, allowNonHttpProtocols: false },
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.loadAddon(new WebLinksAddon(openLink));
  // OSC 52 would let a program write and read the clipboard.
  terminal.parser.registerOscHandler(52, () => true);
  terminal.open(element);

  const paste = (text: string): void => {
    const read = readPaste(text);
    const type = (): void => {
      if (read.text !== '') events.onInput({ type: 'text', text: typedPaste(read, terminal.modes.bracketedPasteMode) });
    };
    if (read.ask) events.onAskPaste(read, type);
    else type();
  };
  const copy = (): void => {
    if (terminal.hasSelection()) void page.navigator.clipboard.writeText(terminal.getSelection());
  };
  terminal.attachCustomKeyEventHandler((event) => {
    const action = shortcut(event);
    if (action === undefined) return true;
    if (event.type === 'keydown' && action === 'copy') copy();
    if (event.type === 'keydown' && action === 'search') events.onSearch();
    if (action === 'copy' || action === 'search') event.preventDefault();
    return false;
  });
  terminal.onData((data) => {
    if (filter.passes(data, replaying)) events.onInput({ type: 'text', text: data });
  });
  terminal.onBinary((binary) => events.onInput({ type: 'binary', binary }));
  terminal.onResize(({ cols, rows }) => events.onInput({ type: 'resize', columns: cols, rows }));
  terminal.onTitleChange((title) => events.onTitle(inertTitle(title)));

  const takePaste = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    paste(event.clipboardData?.getData('text/plain') ?? '');
  };
  const takeDrop = (event: DragEvent): void => {
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    if (text === '') return;
    event.preventDefault();
    event.stopPropagation();
    paste(text);
  };
  element.addEventListener('paste', takePaste, { capture: true });
  element.addEventListener('drop', takeDrop, { capture: true });

  const refit = (): void => {
    // A hidden element has no size, and a terminal of one column would rewrap all that was printed.
    if (element.clientWidth > 40 && element.clientHeight > 20) fit.fit();
  };
  const observer = new ResizeObserver(refit);
  observer.observe(element);
  const endTheme = onThemeChange(page, () => {
    terminal.options.theme = terminalTheme(element);
  });
  void page.document.fonts.load(`${terminalFont(element).fontSize}px "JetBrains Mono"`).then(() => {
    // Measured before the font had come: measure again.
    terminal.options.fontFamily = `${terminalFont(element).fontFamily}, monospace`;
    refit();
  });

  return {
    screen: {
      write: (bytes) =>
        new Promise((resolve) => {
          terminal.write(bytes, resolve);
        }),
      reset: () => terminal.reset(),
      size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    },
    search,
    setReplaying: (value) => {
      replaying = value;
    },
    setVisible: (visible) => {
      if (visible && fast && webgl === undefined) webgl = loadWebgl(terminal, () => (webgl = undefined));
      else if (!visible) {
        webgl?.dispose();
        webgl = undefined;
      }
      if (visible) refit();
    },
    setScreenReader: (on) => {
      terminal.options.screenReaderMode = on;
    },
    end: () => {
      terminal.options.disableStdin = true;
      terminal.write(HIDE_CURSOR);
    },
    focus: () => terminal.focus(),
    dispose: () => {
      endTheme();
      observer.disconnect();
      element.removeEventListener('paste', takePaste, { capture: true });
      element.removeEventListener('drop', takeDrop, { capture: true });
      webgl?.dispose();
      terminal.dispose();
    },
  };
}

/** Without WebGL, or when its context is lost, xterm draws with the DOM: slower, the same picture. */
function loadWebgl(terminal: Terminal, lost: () => void): WebglAddon | undefined {
  try {
    const addon = new WebglAddon();
    addon.onContextLoss(() => {
      addon.dispose();
      lost();
    });
    terminal.loadAddon(addon);
    return addon;
  } catch {
    return undefined;
  }
}

/** The shell keeps its keys: the window's own need Ctrl Shift, or Cmd. */
function shortcut(event: KeyboardEvent): 'copy' | 'search' | 'app' | undefined {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey && event.shiftKey) && !event.metaKey) return undefined;
  if (key === 'c') return 'copy';
  if (key === 'f') return 'search';
  return 'app';
}
