import type { ReactElement } from 'react';

import type { ErrorForm } from '../../preload/contract/index.ts';
import { Problem } from '../problems/index.ts';
import { deniedResources } from './denied-resources.ts';

/** What is missing from the list because it may not be read: pods are an obstacle, the rest only worth a line. */
export function DeniedNotice({
  denied,
  onRetry,
}: {
  readonly denied: readonly ErrorForm[];
  readonly onRetry: () => void;
}): ReactElement | undefined {
  const { pods, others } = deniedResources(denied);
  if (pods === undefined && others.length === 0) return undefined;
  return (
    <div className="workload-list-message">
      {pods === undefined ? undefined : <Problem error={pods} onRetry={onRetry} />}
      {others.length === 0 ? undefined : (
        <p className="workload-list-denied" title={denied.map(({ message }) => message).join('\n')}>
          Not shown, for you may not list them: {others.join(', ')}.
        </p>
      )}
    </div>
  );
}
