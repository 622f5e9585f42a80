/**
 * Which process's files are shown, as the place's detail: `container:pid:/path`. What they are compared with follows behind `\\|`, which
 * no path in its encoded form holds: `debugger:1:/etc\\|debugger:37:/etc`. Pure.
 */
import { FileRef, type PodRef } from '../../preload/contract/index.ts';
import type { Place } from '../place/index.ts';

export interface FilesPlace {
  readonly container: string;
  readonly pid: number;
  /** With a slash at its end a directory; else a file, shown selected in its directory. */
  readonly path: string;
  /** Then the comparison is shown, in place of the files. */
  readonly comparedWith?: RootPlace;
}

/** A path in the root of a process. */
export type RootPlace = Pick<FilesPlace, 'container' | 'pid' | 'path'>;

/** A backslash in a path stands before another one, or before `xHH`. */
const COMPARISON = /^((?:[^\\]|\\\\|\\x[0-9a-f]{2})*)\\\|([\s\S]*)$/;
const DETAIL = /^([^:]+):(\d+):(\/[\s\S]*)$/;

export function filesPlace(pod: PodRef, { comparedWith, ...here }: FilesPlace): Place {
  return {
    context: pod.context,
    kubeNamespace: pod.kubeNamespace,
    pod: pod.pod,
    tab: 'files',
    detail: [here, ...(comparedWith === undefined ? [] : [comparedWith])].map(rootText).join('\\|'),
  };
}

function rootText({ container, pid, path }: RootPlace): string {
  return `${container}:${String(pid)}:${path}`;
}

/** An address is typed by people too: what is no process and path is nothing. */
export function readFilesPlace(pod: PodRef, detail: string | undefined): FilesPlace | undefined {
  const [, first, second] = COMPARISON.exec(detail ?? '') ?? [];
  const here = readRoot(pod, first ?? detail);
  if (second === undefined || here === undefined) return here;
  const comparedWith = readRoot(pod, second);
  return comparedWith === undefined ? undefined : { ...here, comparedWith };
}

function readRoot(pod: PodRef, text: string | undefined): RootPlace | undefined {
  const [, container, pid, path] = DETAIL.exec(text ?? '') ?? [];
  const parsed = FileRef.safeParse({
    context: pod.context,
    kubeNamespace: pod.kubeNamespace,
    pod: pod.pod,
    container,
    pid: Number(pid),
    path,
  });
  return parsed.success
    ? { container: parsed.data.container, pid: parsed.data.pid, path: parsed.data.path }
    : undefined;
}

/** The directory to list and the file to select in it. */
export function splitPlacePath(path: string): { readonly directory: string; readonly file?: string } {
  if (path.endsWith('/')) return { directory: path === '/' ? '/' : path.slice(0, -1) };
  const end = path.lastIndexOf('/');
  return { directory: end <= 0 ? '/' : path.slice(0, end), file: path };
}

export function directoryPath(directory: string): string {
  return directory === '/' ? '/' : `${directory}/`;
}
