/** Bounds on what one answer may warn of; the API server itself stops at 4 KiB. */
const WARNINGS_LIMIT = 50;

/** RFC 7234: `299 - "text" "date"`, several separated by commas; `\` escapes inside the quotes. */
const WARNING = /\b\d{3} \S+ "((?:[^"\\]|\\.)*)"(?: "[^"]*")?/g;

/** The texts of all `Warning` headers among raw name–value pairs, as Node gives them. */
export function warningTexts(rawHeaders: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'warning') continue;
    for (const [, quoted = ''] of (rawHeaders[index + 1] ?? '').matchAll(WARNING)) {
      if (texts.length < WARNINGS_LIMIT) texts.push(quoted.replace(/\\(.)/g, '$1'));
    }
  }
  return texts;
}
