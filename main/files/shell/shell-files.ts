import { columnsOf } from '../../../preload/contract/entry-columns.ts';
import type { Cluster } from '../../kube/index.ts';
import type { TargetFiles } from '../target-files.ts';
import { makeDirectory, removeEntry, renameEntry, writeFile } from './change-files.ts';
import { archiveContent, copyContent } from './copy-content.ts';
import { listDirectory } from './list-directory.ts';
import { fingerprints } from './fingerprints.ts';
import { fileState, hashOf, measure, spaceOf } from './look-at-files.ts';
import { readPart } from './read-file.ts';
import { statFile } from './stat-file.ts';

/** By the shell and the tools of the debug container's image: where no program can be put there, or none is wanted. */
export function shellFiles(clusterOf: (context: string) => Cluster): TargetFiles {
  return {
    way: 'shell',
    list: async function* (file, signal) {
      const { path, entries, truncated } = await listDirectory(clusterOf(file.context), file, signal);
      yield { path, entries: columnsOf(entries), isLast: true, isCut: truncated };
    },
    stat: (file, signal) => statFile(clusterOf(file.context), file, signal),
    state: (file, signal) => fileState(clusterOf(file.context), file, signal),
    read: (file, range, signal) => readPart(clusterOf(file.context), file, range, signal),
    hash: (file, length, signal) => hashOf(clusterOf(file.context), file, length, signal),
    fingerprints: (directory, files, signal) => fingerprints(clusterOf(directory.context), directory, files, signal),
    content: (file, range, signal) => copyContent(clusterOf(file.context), file, range, signal),
    archive: (file, offset, signal) => archiveContent(clusterOf(file.context), file, offset, signal),
    measure: (file, signal) => measure(clusterOf(file.context), file, signal),
    space: (file, signal) => spaceOf(clusterOf(file.context), file, signal),
    remove: (file, signal) => removeEntry(clusterOf(file.context), file, signal),
    rename: (file, to, signal) => renameEntry(clusterOf(file.context), file, to, signal),
    makeDirectory: (file, signal) => makeDirectory(clusterOf(file.context), file, signal),
    write: (file, upload, signal) => writeFile(clusterOf(file.context), file, upload, signal),
  };
}
