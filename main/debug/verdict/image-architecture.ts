/** What an image's name says of its processor; most say nothing, because they are for several. Pure. */

/** Docker's official images of one processor, and what people write into names and tags, in Go's words. */
const WORDS: Readonly<Record<string, string>> = {
  amd64: 'amd64',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  x64: 'amd64',
  arm64: 'arm64',
  arm64v8: 'arm64',
  aarch64: 'arm64',
  armv7: 'arm',
  armhf: 'arm',
  arm32v5: 'arm',
  arm32v6: 'arm',
  arm32v7: 'arm',
  i386: '386',
  ppc64le: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
};
const WORD = new RegExp(`(?:^|[-/_.:])(${Object.keys(WORDS).join('|')})(?=$|[-/_.:@])`);

/** The processor that the name is of; `undefined`: it names none, or more than one. */
export function architectureInName(image: string): string | undefined {
  // A registry's address says nothing of the image.
  const [name = ''] = image
    .toLowerCase()
    .replace(/^[^/]*[.:][^/]*\//, '')
    .split('@');
  const found = new Set([...name.matchAll(new RegExp(WORD, 'g'))].flatMap(([, word = '']) => WORDS[word] ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}
