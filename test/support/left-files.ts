import type { LeftFile, LeftFiles } from '../../main/jvm/index.ts';
import type { ProcessRef } from '../../preload/contract/references.ts';

/** What was left in targets, remembered without a ledger. */
export function createLeftFiles(): LeftFiles {
  const all = new Map<string, LeftFile>();
  const prefix = ({ context, kubeNamespace, pod, container, pid }: ProcessRef): string =>
    JSON.stringify([context, kubeNamespace, pod, container, pid]);
  const key = (ref: ProcessRef, path: string): string => `${prefix(ref)} ${path}`;
  return {
    add: ({ ref }, file) => {
      all.delete(key(ref, file.path));
      all.set(key(ref, file.path), file);
      return Promise.resolve();
    },
    find: (ref) => [...all].flatMap(([each, file]) => (each.startsWith(`${prefix(ref)} `) ? [file] : [])),
    forget: (file) => {
      all.delete(key(file, file.path));
      return Promise.resolve();
    },
  };
}
