import type { ClassHistogram } from '../../../preload/contract/jvm-answers.ts';

/** What a window can sort and compare at once; the rest of a histogram is classes of a few bytes. */
const CLASS_LIMIT = 20_000;
const ROW = /^ *\d+: +(\d{1,16}) +(\d{1,16}) {2}(.{1,1000}?)(?: \(([^()]{1,200})\))?$/;
const TOTAL = /^Total +(\d{1,16}) +(\d{1,16})$/;

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

/** `GC.class_histogram`. */
export function parseHistogram(text: string, at: string): ClassHistogram {
  const classes: ClassHistogram['classes'][number][] = [];
  let truncated = false;
  let total: RegExpExecArray | null = null;
  for (const line of text.split('\n')) {
    const [, instances, bytes, name, module] = ROW.exec(line) ?? [];
    if (name === undefined) {
      total = TOTAL.exec(line) ?? total;
    } else if (classes.length === CLASS_LIMIT) {
      truncated = true;
    } else {
      classes.push({
        name: readableClass(name),
        ...(module === undefined ? {} : { module }),
        instances: Number(instances),
        bytes: Number(bytes),
      });
    }
  }
  const sum = (key: 'instances' | 'bytes'): number => classes.reduce((all, each) => all + each[key], 0);
  return {
    at,
    classes,
    instances: total === null ? sum('instances') : Number(total[1]),
    bytes: total === null ? sum('bytes') : Number(total[2]),
    truncated,
  };
}

/** `[[Ljava.lang.String;` is `java.lang.String[][]`. */
export function readableClass(name: string): string {
  const [, depth = '', primitive, reference] = /^(\[+)(?:([BCDFIJSZ])|L(.+);)$/.exec(name) ?? [];
  if (depth === '') return name;
  const element = primitive === undefined ? reference : PRIMITIVES[primitive];
  return `${element ?? name}${'[]'.repeat(depth.length)}`;
}
