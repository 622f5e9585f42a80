/** What a directory says of a file, in words a person reads. Pure. */
import type { FileEntry } from '../../preload/contract/index.ts';

const TYPE_LETTERS: Readonly<Record<FileEntry['type'], string>> = {
  file: '-',
  directory: 'd',
  link: 'l',
  fifo: 'p',
  socket: 's',
  'character-device': 'c',
  'block-device': 'b',
  unknown: '?',
};

/** As `ls -l` writes it: `-rwsr-xr-x`. */
export function modeText({ type, mode }: Pick<FileEntry, 'type' | 'mode'>): string {
  const triple = (shift: number, special: number, letter: string): string => {
    const bits = (mode >> shift) & 7;
    const executable = (bits & 1) !== 0;
    const set = (mode & special) !== 0;
    const last = set ? (executable ? letter : letter.toUpperCase()) : executable ? 'x' : '-';
    return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return TYPE_LETTERS[type] + triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't');
}

/** A link counts as what it leads to. */
export function isDirectory({ type, resolved }: FileEntry): boolean {
  return type === 'directory' || (type === 'link' && resolved?.type === 'directory');
}

export function isRegularFile({ type, resolved }: FileEntry): boolean {
  return type === 'file' || (type === 'link' && resolved?.type === 'file');
}

export function canDownload(entry: FileEntry): boolean {
  return isDirectory(entry) || isRegularFile(entry);
}

export function joinPath(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}

export function parentPath(path: string): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export interface PathStep {
  readonly name: string;
  readonly path: string;
}

/** `/var/log` is `/`, `var`, `log`. */
export function pathSteps(path: string): readonly PathStep[] {
  const names = path.split('/').filter((name) => name !== '');
  return [
    { name: '/', path: '/' },
    ...names.map((name, index) => ({ name, path: `/${names.slice(0, index + 1).join('/')}` })),
  ];
}
