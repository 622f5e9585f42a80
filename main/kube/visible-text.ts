/** Control and format characters that a terminal or a page would act on instead of showing. */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** U+2400 is the picture of NUL; the pictures of the other C0 controls follow in order. */
const CONTROL_PICTURES = 0x2400;
const DELETE_PICTURE = '\u2421';

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
  return code === 0x7f ? DELETE_PICTURE : '\ufffd';
}

/** Foreign text made safe to show: at most `limit` characters, control characters as pictures; lines and tabs stay. */
export function visibleText(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replaceAll('\r\n', '\n').replace(INVISIBLE, picture);
}
