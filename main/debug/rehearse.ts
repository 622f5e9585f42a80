import { toAppError } from '../../preload/contract/errors.ts';
import type { Reply } from '../kube/index.ts';
import type { Rehearsal } from './check-admission.ts';

export type RehearsedObject<Item> = Rehearsal & { readonly stored?: Item };

/** A dry run's answer as data; only what the person cancelled is thrown. */
export async function rehearse<Item>(dryRun: () => Promise<Reply<Item>>): Promise<RehearsedObject<Item>> {
  try {
    const { warnings, body } = await dryRun();
    return { accepted: true, warnings, stored: body };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'CANCELLED') throw error;
    return { accepted: false, error };
  }
}
