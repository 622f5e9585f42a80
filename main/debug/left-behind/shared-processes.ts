import { isDeepStrictEqual } from 'node:util';

import type { LedgerPlan } from '../../../preload/contract/ledger.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import { ContextRef } from '../../../preload/contract/references.ts';
import type { SharingRequest } from '../../../preload/contract/shared-processes.ts';
import { FIELD_MANAGER } from '../../kube/index.ts';
import type { FoundRecord, LedgerHandler, LedgerRecord } from '../../ledger/index.ts';
import { yamlDifference } from '../../workloads/index.ts';
import { rehearse } from '../rehearse.ts';
import { followRollout } from '../sharing/follow-rollout.ts';
import { sharingLine } from '../sharing/plan-sharing.ts';
import {
  getWorkload,
  patchWorkload,
  readFormer,
  sharingKind,
  sharingPatch,
  type FormerSharing,
  type Workload,
} from '../sharing/workload.ts';

export function sharedProcessesHandler(now: () => Date): LedgerHandler {
  return {
    judge: () => ({ state: { state: 'present' }, actions: ['putBack'] }),
    plan: async (record, _action, { cluster, signal }): Promise<LedgerPlan> => {
      const request = requestOf(record);
      const workload = await getWorkload(cluster, request, signal);
      const former = formerOf(record, workload);
      const patch = sharingPatch(former.before, undefined);
      const rehearsal = await rehearse(() => patchWorkload(cluster, request, patch, { dryRun: true, signal }));
      const shown = (object: Workload): Workload => ({ ...object, apiVersion: 'apps/v1', kind: request.kind });
      return {
        ...yamlDifference(shown(workload), shown(rehearsal.stored ?? workload)),
        sentences: [
          `The pods of ${request.kind} ${request.workload} are made anew, without shared processes.`,
          ...(rehearsal.stored === undefined || isOriginal(record, rehearsal.stored)
            ? []
            : ['Its pod template was changed by others meanwhile; that stays as it is.']),
        ],
        warnings: rehearsal.accepted ? rehearsal.warnings : [],
        ...(rehearsal.accepted ? {} : { refusal: rehearsal.error.toForm() }),
        kubectl: sharingLine(request, former.before),
      };
    },
    act: async function* (record, _action, { cluster, signal }) {
      const request = requestOf(record);
      const former = formerOf(record, await getWorkload(cluster, request, signal));
      const { body } = await patchWorkload(cluster, request, sharingPatch(former.before, undefined), { signal });
      yield isOriginal(record, body)
        ? 'The pod template is what it was before, byte for byte.'
        : 'Shared processes are off; what others changed in the template stays.';
      const generation = body.metadata?.generation ?? 0;
      for await (const phase of followRollout(request, { cluster, now, signal, generation })) {
        if (phase.phase === 'rollingOut')
          yield `${phase.updated} of ${phase.desired} pods are new, ${phase.ready} ready.`;
        if (phase.phase === 'problem') yield `${phase.reason}: ${phase.message}`;
      }
      yield 'Rolled out.';
      return 'putBack';
    },
    findInWorkload: (object, context) => {
      const kind = sharingKind(object.kind);
      const { name = '', namespace = '', uid = '', managedFields = [] } = object.metadata ?? {};
      const former = readFormer(object);
      if (kind === undefined || former === undefined) return [];
      const at = managedFields.find(({ manager }) => manager === FIELD_MANAGER)?.time ?? '';
      const request = { context, kubeNamespace: namespace, kind, workload: name };
      return [{ ...sharedProcessesRecord(request, { metadata: { uid } }, former), by: FIELD_MANAGER, at }];
    },
  };
}

export function sharedProcessesRecord(
  request: SharingRequest,
  before: Workload,
  former: FormerSharing,
): Omit<FoundRecord, 'at' | 'by'> {
  const template = before.spec?.template;
  return {
    kind: 'sharedProcesses',
    context: request.context,
    kubeNamespace: request.kubeNamespace,
    pod: request.workload,
    podUid: before.metadata?.uid ?? '',
    name: request.workload,
    details: { kind: request.kind, before: String(former.before) },
    ...(template === undefined ? {} : { original: JSON.stringify(template) }),
    kubectl: sharingLine(request, true),
  };
}

function requestOf({ context, kubeNamespace, pod, details }: LedgerRecord): SharingRequest {
  const kind = sharingKind(details['kind']);
  if (kind === undefined)
    throw new AppError('UNSUPPORTED', 'What kind of workload it was is not known.', { feature: 'put back' });
  return { ...ContextRef.parse({ context }), kubeNamespace, kind, workload: pod };
}

/** The cluster's own word first: the journal may be of another time. */
function formerOf({ details }: LedgerRecord, workload: Workload): FormerSharing {
  return readFormer(workload) ?? { before: details['before'] === 'false' ? false : 'absent' };
}

function isOriginal({ original }: LedgerRecord, { spec }: Workload): boolean {
  return original !== undefined && isDeepStrictEqual(JSON.parse(original), JSON.parse(JSON.stringify(spec?.template)));
}
