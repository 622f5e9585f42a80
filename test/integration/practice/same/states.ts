/** What the status of a pod says. */
import { isList } from '../../../../main/practice/api/json-value.ts';
import { field, fieldIfAny } from '../../../support/practice/fields.ts';
import type { Answer } from '../../../support/practice/target-cluster.ts';

export function isRunning({ body }: Answer): boolean {
  const statuses = fieldIfAny(body, 'status', 'containerStatuses');
  return (
    isList(statuses) &&
    statuses.every((status) => Boolean(field(status, 'state', 'running'))) &&
    field(body, 'status', 'phase') === 'Running'
  );
}

/** Of the first container; an empty record where nothing is said of it yet. */
export function state(body: unknown, statuses = 'containerStatuses'): unknown {
  return fieldIfAny(body, 'status', statuses, 0, 'state') ?? {};
}
