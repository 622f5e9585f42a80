/** What may go from a clipboard or a dragged text into a terminal. Pure. */

/** Above this many characters a person can no longer see at a glance what will be typed. */
const ASK_ABOVE = 5_000;
/** The contract's own bound of one input item, with room for the brackets. */
const PASTE_LIMIT = 1_000_000;

// C0 without tab and line ends, DEL, and C1: none of them is text, and ESC would begin a sequence.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

export interface Paste {
  readonly text: string;
  /** Characters that were taken out because a shell would obey rather than show them. */
  readonly removed: number;
  readonly lines: number;
  /** Over the limit: the rest is not pasted. */
  readonly cut: boolean;
  /** The person should see it before it is typed. */
  readonly ask: boolean;
}

export function readPaste(clipboard: string): Paste {
  const kept = clipboard.slice(0, PASTE_LIMIT);
  const text = kept.replace(CONTROLS, '');
  const removed = kept.length - text.length;
  const lines = text.split(/\r\n|\r|\n/).length;
  const cut = clipboard.length > PASTE_LIMIT;
  return { text, removed, lines, cut, ask: lines > 1 || text.length > ASK_ABOVE || removed > 0 || cut };
}

/** As an emulator types it: every line end is Return; between brackets when the program has asked for them. */
export function typedPaste(paste: Paste, bracketed: boolean): string {
  const typed = paste.text.replace(/\r\n|\n/g, '\r');
  return bracketed ? `\u001b[200~${typed}\u001b[201~` : typed;
}
