/** An image without its registry, and a digest as its first characters: what tells one from another in a narrow column. */
export function shortImage(image: string): string {
  const [path = image, digest] = image.split('@sha256:');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return digest === undefined ? name : `${name}@${digest.slice(0, 8)}`;
}
