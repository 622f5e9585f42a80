/**
 * An emulator answers questions that a program prints (where is the cursor, what are you?). Answers are typed into the
 * program's input, so whoever controls the output would otherwise control the input (CVE-2019-0542). Only answers made of
 * numbers pass, not too many of them, and none while old output is replayed. Pure but for the counter it closes over.
 */

const ESC = '\u001b';
/** DA1, DA2, DSR, CPR, DECXCPR, DECRPM: nothing but digits, `;`, `?` and `>` between the introducer and a known final. */
// eslint-disable-next-line no-control-regex
const NUMERIC_REPLY = /^\u001b\[[?>]?[\d;]{0,32}(?:[cnR]|\$y)$/;
/** OSC, DCS, APC, PM and SOS are never made by a key: whatever starts so is an answer. */
// eslint-disable-next-line no-control-regex
const STRING_REPLY = /^(?:\u001b[\]P_^X]|[\u0090\u0098\u009d-\u009f])/;
/** Window reports (`CSI … t`) may carry a title's text. */
// eslint-disable-next-line no-control-regex
const WINDOW_REPORT = /^\u001b\[[\d;]*t$/;

/** More answers in a second than any honest program asks for. */
const REPLIES_PER_SECOND = 50;

export type InputKind = 'keys' | 'reply' | 'refused';

export function inputKind(data: string): InputKind {
  if (!data.startsWith(ESC) && !STRING_REPLY.test(data)) return 'keys';
  if (STRING_REPLY.test(data) || WINDOW_REPORT.test(data)) return 'refused';
  return NUMERIC_REPLY.test(data) ? 'reply' : 'keys';
}

export interface ReplyFilter {
  /** Whether this may be sent. */
  passes(data: string, replaying: boolean): boolean;
}

export function createReplyFilter(now: () => number): ReplyFilter {
  let second = 0;
  let replies = 0;
  return {
    passes: (data, replaying) => {
      const kind = inputKind(data);
      if (kind !== 'reply') return kind === 'keys';
      if (replaying) return false;
      const current = Math.floor(now() / 1000);
      replies = current === second ? replies + 1 : 1;
      second = current;
      return replies <= REPLIES_PER_SECOND;
    },
  };
}
