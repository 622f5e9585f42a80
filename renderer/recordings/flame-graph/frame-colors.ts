import type { CallTreeFrame } from '../../../preload/contract/index.ts';
import { classParts, isGroup } from './frame-names.ts';

/** As many as `--namespace-0` … in the page's variables; the last is grey and stands for what is nobody's package. */
export const COLORS = 8;
export const GREY = COLORS - 1;
const PLATFORM = 2;

export type ColorBy = 'package' | 'kind';

/** By the words that recordings use for it. */
const KIND_COLORS: ReadonlyMap<string, number> = new Map([
  ['JIT compiled', 2],
  ['Inlined', 4],
  ['Interpreted', 1],
  ['Native', 3],
  ['C++', 3],
  ['Kernel', 5],
]);

/** Two parts of a package tell products apart: `org.springframework`, `com.example`; the platform is one. */
export function packageGroup(className: string): string {
  const parts = classParts(className).packageName.split('.');
  const [first = ''] = parts;
  if (first === 'java' || first === 'javax' || first === 'jdk' || first === 'sun') return 'java';
  if (parts[0] === 'com' && parts[1] === 'sun') return 'java';
  return parts.slice(0, 2).join('.');
}

/** A number below `COLORS`, the same for a package in every recording. */
export function frameColor(frame: CallTreeFrame, by: ColorBy): number {
  if (by === 'kind') return KIND_COLORS.get(frame.kind) ?? GREY;
  if (frame.className === '' || isGroup(frame)) return GREY;
  const group = packageGroup(frame.className);
  if (group === 'java') return PLATFORM;
  if (group === '') return GREY;
  let hash = 0;
  for (let at = 0; at < group.length; at += 1) hash = (Math.imul(hash, 31) + group.charCodeAt(at)) | 0;
  const color = ((hash ^ (hash >>> 15)) >>> 0) % (COLORS - 2);
  // The platform's own colour is left to it.
  return color >= PLATFORM ? color + 1 : color;
}

export function frameColors(frames: readonly CallTreeFrame[], by: ColorBy): Uint8Array {
  return Uint8Array.from(frames, (frame) => frameColor(frame, by));
}

/** From -1 (all of it is gone) over 0 to 1 (all of it is new), for a node of a comparison. */
export function changeOf(now: number, before: number): number {
  const larger = Math.max(now, before);
  return larger === 0 ? 0 : (now - before) / larger;
}
