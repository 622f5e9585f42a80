/** Which process's files are shown, as the place's detail: `container:pid:/path`. Pure. */
import { FileRef, type PodRef } from '../../preload/contract/index.ts';
import type { Place } from '../place/index.ts';

export interface FilesPlace {
  readonly container: string;
  readonly pid: number;
  /** With a slash at its end a directory; else a file, shown selected in its directory. */
  readonly path: string;
}

const DETAIL = /^([^:]+):(\d+):(\/[\s\S]*)$/;

export function filesPlace(pod: PodRef, { container, pid, path }: FilesPlace): Place {
  return {
    context: pod.context,
    kubeNamespace: pod.kubeNamespace,
    pod: pod.pod,
    tab: 'files',
    detail: `${container}:${pid}:${path}`,
  };
}

/** An address is typed by people too: what is no process and path is nothing. */
export function readFilesPlace(pod: PodRef, detail: string | undefined): FilesPlace | undefined {
  const [, container, pid, path] = DETAIL.exec(detail ?? '') ?? [];
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
