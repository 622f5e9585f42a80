const PRIMITIVES: Readonly<Record<string, string>> = {
  B: 'byte',
  C: 'char',
  D: 'double',
  F: 'float',
  I: 'int',
  J: 'long',
  S: 'short',
  Z: 'boolean',
};

/** A class as its source names it: `java/lang/String` and `[[I` are what the JVM says. */
export function className(internal: string): string {
  const dimensions = /^\[*/.exec(internal)?.[0].length ?? 0;
  if (dimensions === 0) return internal.replaceAll('/', '.');
  const element = internal.slice(dimensions);
  const name = PRIMITIVES[element] ?? element.replace(/^L(.*);$/s, '$1').replaceAll('/', '.');
  return name + '[]'.repeat(Math.min(dimensions, 255));
}
