import type { ReactElement } from 'react';

import { ErrorNotice, Notice } from '../../ui/index.ts';
import type { RunningComparison } from './use-comparison.ts';

/** Why not all was compared. */
export function ComparisonNotices({ comparison }: { readonly comparison: RunningComparison }): ReactElement {
  const { found, problem, isRunning } = comparison;
  return (
    <>
      {problem === undefined || isRunning ? undefined : (
        <ErrorNotice
          title={found === undefined ? 'The two places cannot be compared.' : 'The comparison ended before its end.'}
          fact={problem.message}
          actions={[{ id: 'again', title: 'Compare again', onPress: comparison.again }]}
        />
      )}
      {found?.end === 'cut' ? (
        <Notice state="waiting" title="Only the first part was compared.">
          There are more than {found.entries.length.toLocaleString('en')} entries: compare a folder of it.
        </Notice>
      ) : undefined}
      {found?.end === 'stopped' && !isRunning ? (
        <Notice state="waiting">Stopped: what is shown is what was found until then.</Notice>
      ) : undefined}
    </>
  );
}
