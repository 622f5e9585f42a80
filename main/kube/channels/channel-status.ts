import { parseStatus } from '../errors.ts';
import { visibleText } from '../visible-text.ts';
import type { ChannelEnd } from './channel.ts';

/** A Status is a few hundred bytes; what is longer is cut, and then no JSON any more. */
const STATUS_LIMIT = 64 * 1024;

/** What the status channel's one message says. Text that is no Status is a failure in the words of an old server. */
export function readChannelStatus(bytes: Uint8Array): ChannelEnd {
  const text = new TextDecoder().decode(bytes.subarray(0, STATUS_LIMIT));
  const status = parseStatus(text);
  if (status === undefined) return { reason: 'failed', message: visibleText(text, STATUS_LIMIT) };
  if (status.status === 'Success') return { reason: 'succeeded' };
  const exitCode = status.causes.find((cause) => cause.reason === 'ExitCode')?.message;
  if (status.reason === 'NonZeroExitCode' && exitCode !== undefined && /^-?\d{1,10}$/.test(exitCode)) {
    return { reason: 'exited', code: Number(exitCode) };
  }
  const message = visibleText(status.message, STATUS_LIMIT);
  return { reason: 'failed', message, ...(status.reason === '' ? {} : { statusReason: status.reason }) };
}
