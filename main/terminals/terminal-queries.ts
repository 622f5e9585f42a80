/**
 * Questions that output asks of a terminal: device attributes, status and cursor reports, modes, settings, titles, colours.
 * An emulator would type its answers into a shell that never asked.
 */
const QUERY =
  // eslint-disable-next-line no-control-regex -- escape sequences are what is looked for
  /\u001b\[[?>=!]?[\d;]*(?:[cntx]|\$p|>q)|\u001b\[>[\d;]*q|\u001bP[^\u001b]*\u001b\\|\u001b\][^\u0007\u001b]*\?(?:\u0007|\u001b\\)|\u001bZ|\u0005/g;

/** Old output without its questions. */
export function withoutQueries(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(text.replace(QUERY, ''), 'latin1');
}
