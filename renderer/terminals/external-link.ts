export interface ExternalLink {
  /** As a browser would request it: host names in ASCII, so that look-alike letters show. */
  readonly href: string;
  readonly host: string;
}

const LIMIT = 2048;

/** Only http and https, and never with a name and password in front of the host, which make one host look like another. */
export function externalLink(text: string): ExternalLink | undefined {
  if (text.length > LIMIT || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return { href: url.href, host: url.host };
}
