import { kubectlLine } from '../../kube/index.ts';
import type { Ledger, LedgerRecord } from '../../ledger/index.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';
import type { LeftFile, LeftFiles } from './left-files.ts';

/** In the ledger, so that a person finds them there, and a later run of the app finds its recordings. */
export function ledgerFiles(ledger: Pick<Ledger, 'add' | 'find' | 'close'>): LeftFiles {
  const of =
    ({ context, kubeNamespace, pod, container, pid }: ProcessRef) =>
    (record: LedgerRecord): boolean =>
      record.kind === 'file' &&
      record.context === context &&
      record.kubeNamespace === kubeNamespace &&
      record.pod === pod &&
      record.container === container &&
      record.details['process'] === String(pid);
  return {
    add: async ({ ref, podUid }, { path, recording, startedAt }) => {
      const { context, kubeNamespace, pod, container, pid } = ref;
      await ledger.add({
        kind: 'file',
        context,
        kubeNamespace,
        pod,
        podUid: podUid ?? '',
        container,
        name: path,
        details: {
          process: String(pid),
          ...(recording === undefined ? {} : { recording }),
          ...(startedAt === undefined ? {} : { startedAt }),
        },
        kubectl: kubectlLine({ context, kubeNamespace }, [
          ...['exec', pod, '-c', container, '--', 'rm', `/proc/${String(pid)}/root${path}`],
        ]),
      });
    },
    find: (ref) => ledger.find(of(ref)).map(fileOf),
    forget: async (file) => {
      const known = ledger.find(of(file)).filter(({ name }) => name === file.path);
      await Promise.all(known.map(({ id }) => ledger.close(id, 'removed')));
    },
  };
}

function fileOf({ name, details }: LedgerRecord): LeftFile {
  const { recording, startedAt } = details;
  return {
    path: name,
    ...(recording === undefined ? {} : { recording }),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}
