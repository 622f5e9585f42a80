/**
 * The grammar of `[domain/]path[:tag][@digest]` that container tools share (the distribution reference grammar). It is
 * written without nested repetition of overlapping sets, so that no text makes it slow.
 */
const DOMAIN =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9:]+\])(?::[0-9]+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Of domain and path together. */
const NAME_LIMIT = 255;
/** A bare name of this form would be taken for an image's id. */
const BARE_ID = /^[0-9a-f]{64}$/;

/** The first part is a registry's address only if it looks like one; else it belongs to the path. */
function isDomain(part: string): boolean {
  return part.includes('.') || part.includes(':') || part === 'localhost' || part.toLowerCase() !== part;
}

export function isImageReference(text: string): boolean {
  if (BARE_ID.test(text)) return false;
  const [beforeDigest = '', digest, ...moreDigests] = text.split('@');
  if (moreDigests.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return false;

  const tagStart = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1);
  const hasTag = tagStart >= 0;
  if (hasTag && !TAG.test(beforeDigest.slice(tagStart + 1))) return false;

  const name = hasTag ? beforeDigest.slice(0, tagStart) : beforeDigest;
  if (name.length > NAME_LIMIT) return false;
  const parts = name.split('/');
  const [first = '', ...rest] = parts;
  const withDomain = rest.length > 0 && isDomain(first);
  if (withDomain && !DOMAIN.test(first)) return false;
  return (withDomain ? rest : parts).every((part) => PATH_COMPONENT.test(part));
}
