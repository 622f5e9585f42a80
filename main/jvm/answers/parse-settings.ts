import type { CompilerQueue, SystemProperty, VmFlag } from '../../../preload/contract/jvm-answers.ts';
import { MASK, maskSecrets } from '../find/mask-secrets.ts';

const FLAG = /^ *(\S{1,32}) (\w{1,128}) +:?= ?(.*?) +((?:\{[^{}]{1,64}\} ?)+)\s*$/;

/** `VM.flags -all`: ` bool UseSerialGC = true  {product} {command line}`. */
export function parseVmFlags(text: string): readonly VmFlag[] {
  return text.split('\n').flatMap((line) => {
    const [, type, name, value, marks] = FLAG.exec(line) ?? [];
    if (type === undefined || name === undefined || value === undefined || marks === undefined) return [];
    const words = [...marks.matchAll(/\{([^{}]*)\}/g)].map(([, mark = '']) => mark);
    const origin = words.at(-1) ?? '';
    const kinds = words.slice(0, -1).flatMap((each) => each.split(' ').filter((word) => word !== ''));
    const [shown = ''] = maskSecrets([value.trim()]);
    return [{ name, type, value: shown, kinds, origin }];
  });
}

/** `VM.system_properties`, in the form of a properties file. Nothing is covered yet. */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line === '') continue;
    const [, name, value] = /^((?:\\.|[^\\=:])+)[=:](.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) found.set(unescape(name).trim(), unescape(value));
  }
  return found;
}

export function maskProperties(properties: ReadonlyMap<string, string>): readonly SystemProperty[] {
  return [...properties]
    .map(([name, value]) => {
      const [masked = ''] = maskSecrets([`-D${name}=${value}`]);
      const [, shown = MASK] = new RegExp(`^-D${escapePattern(name)}=(.*)$`, 's').exec(masked) ?? [];
      return { name, value: shown, isMasked: shown !== value };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** `Compiler.queue`. */
export function parseCompilerQueue(text: string): CompilerQueue {
  const current: string[] = [];
  const queues: { name: string; tasks: string[] }[] = [];
  let into: string[] | undefined;
  for (const line of text.split('\n')) {
    const title = /^(\w+) compile queue:/.exec(line)?.[1];
    if (line.startsWith('Current compiles:')) into = current;
    else if (title !== undefined) {
      const tasks: string[] = [];
      queues.push({ name: title, tasks });
      into = tasks;
    } else if (line.trim() !== '' && line.trim() !== 'Empty') into?.push(line.trim().replaceAll(/\s+/g, ' '));
  }
  return { current, queues };
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, letter: string | undefined) =>
    code === undefined ? (ESCAPES[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
