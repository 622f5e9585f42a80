/** Files that the app has put into a container: written down, so that they can be found and taken away again. */
import { AppError, toAppError } from '../../preload/contract/errors.ts';
import { FileRef } from '../../preload/contract/files.ts';
import { getPod, type Cluster } from '../kube/index.ts';
import type { Ledger, LedgerHandler, LedgerRecord } from '../ledger/index.ts';
import { changeLine } from './change-line.ts';
import type { ChooseWay } from './choose-way.ts';

export interface LeftFiles {
  /** After it was written; a ledger that cannot be kept does not undo the upload. */
  wrote(file: FileRef): Promise<void>;
}

export function createLeftFiles(options: {
  readonly clusterOf: (context: string) => Cluster;
  readonly chooseWay: ChooseWay;
  readonly ledger: Pick<Ledger, 'register' | 'add'>;
  readonly log: { warn(fields: object, message: string): void };
}): LeftFiles {
  const { clusterOf, chooseWay, ledger, log } = options;
  ledger.register('file', handler(chooseWay));
  return {
    wrote: async (file) => {
      const { context, kubeNamespace, pod, container, pid, path } = file;
      try {
        const { metadata } = await getPod(clusterOf(context), file);
        await ledger.add({
          kind: 'file',
          context,
          kubeNamespace,
          pod,
          podUid: metadata?.uid ?? '',
          container,
          name: path,
          details: { process: String(pid) },
          kubectl: changeLine({ ...file, change: 'upload' }),
        });
      } catch (error) {
        log.warn({ context, reason: toAppError(error).message }, 'an uploaded file could not be written down');
      }
    },
  };
}

function handler(chooseWay: ChooseWay): LedgerHandler {
  return {
    judge: (_record, pod) =>
      pod === 'unread'
        ? { state: { state: 'unknown' }, actions: ['remove'] }
        : { state: { state: 'present' }, actions: ['remove'] },
    plan: (record) => {
      const file = fileOf(record);
      return Promise.resolve({
        before: '',
        after: '',
        sentences: [`${file.path} is deleted in the root of process ${String(file.pid)} of ${file.pod}.`],
        warnings: ['Whatever stands under that name now is deleted, also if the application has written it since.'],
        kubectl: changeLine({ ...file, change: 'remove' }),
      });
    },
    act: async function* (record, _action, { signal }) {
      const file = fileOf(record);
      yield `Deleting ${file.path}`;
      await (await chooseWay(file, signal)).remove(file, signal);
      return 'removed';
    },
  };
}

/** The journal is the person's file and may have been edited. */
function fileOf({ context, kubeNamespace, pod, container, name, details }: LedgerRecord): FileRef {
  const parsed = FileRef.safeParse({
    context,
    kubeNamespace,
    pod,
    container,
    pid: Number(details['process']),
    path: name,
  });
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_REQUEST', 'The ledger’s entry names no file.', { issues: [name] });
}
