import type { CallTree, CallTreeFrame } from '../../../preload/contract/index.ts';

export interface ClassParts {
  /** `java.util`; empty where there is none. */
  readonly packageName: string;
  /** `HashMap$Node`; a library as it is. */
  readonly type: string;
}

/** Native code is written with its library in place of a class: `libjvm.so`, `libc.so.6`, a path. */
function isLibrary(className: string): boolean {
  return /[/\\]|\.so(\.\d+)*$|\.dylib$|\.dll$/.test(className) && !className.includes('$$');
}

/** A hidden class has a number behind a dot, `Owner$$Lambda.0x7f12`, that begins no name. */
export function classParts(className: string): ClassParts {
  if (isLibrary(className)) return { packageName: '', type: className };
  const dot = /^(.*)\.(?!\d)[^.]*(?:\.\d[^.]*)*$/.exec(className)?.[1]?.length ?? -1;
  return { packageName: className.slice(0, Math.max(dot, 0)), type: className.slice(dot + 1) };
}

/** `Class.method` without the package, as it is drawn; native code without its library, threads by their own name. */
export function shortName({ className, method, line }: CallTreeFrame): string {
  const type = className === '' || isLibrary(className) ? '' : `${classParts(className).type}.`;
  return `${type}${method}${placeOf(line)}`;
}

export function fullName({ className, method, line }: CallTreeFrame): string {
  return `${className === '' ? '' : `${className}.`}${method}${placeOf(line)}`;
}

function placeOf(line: number): string {
  return line > 0 ? `:${line}` : '';
}

/** The frame of a node; `undefined` of the whole, which is no call. */
export function frameOf(tree: CallTree, node: number): CallTreeFrame | undefined {
  return tree.frames[tree.frame[node] ?? -1];
}

export const WHOLE_NAME = 'all';

export function nodeName(tree: CallTree, node: number): string {
  const frame = frameOf(tree, node);
  return frame === undefined ? WHOLE_NAME : shortName(frame);
}

/** No call, but what calls are grouped by. */
export function isGroup({ kind }: CallTreeFrame): boolean {
  return kind === 'thread' || kind === 'state' || kind === 'truncated';
}
