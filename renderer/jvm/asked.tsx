import type { ReactElement } from 'react';

import { Busy, ErrorNotice } from '../ui/index.ts';
import type { Asking } from './use-ask.ts';

/** How a question stands: what is being done, or what went wrong. Nothing otherwise. */
export function Asked({
  asking,
  doing,
  failed,
}: {
  readonly asking: Pick<Asking<never>, 'isBusy' | 'startedAt' | 'problem' | 'cancel' | 'dismiss'>;
  /** `Taking a thread dump`. */
  readonly doing: string;
  /** `The JVM gave no thread dump.` */
  readonly failed: string;
}): ReactElement | undefined {
  if (asking.isBusy) return <Busy what={doing} startedAt={asking.startedAt} onCancel={asking.cancel} />;
  if (asking.problem === undefined) return undefined;
  return <ErrorNotice title={failed} fact={asking.problem.message} onDismiss={asking.dismiss} />;
}
