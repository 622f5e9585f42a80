import type { ReactElement } from 'react';

import type { PodNamespaces } from '../../preload/contract/index.ts';
import { formatBytes, RelativeTime } from '../ui/index.ts';

/** When it was read, and, for who hovers, how and at what cost. */
export function Reading({ namespaces }: { readonly namespaces: PodNamespaces }): ReactElement {
  const costs = namespaces.views.flatMap(({ container, cost }) =>
    cost === undefined
      ? []
      : [
          `${container}: ${cost.way === 'program' ? 'by the app’s program' : 'by a shell script'}, ${String(cost.milliseconds)} ms, ${formatBytes(cost.bytes)}`,
        ],
  );
  return (
    <span title={costs.join('\n')}>
      read from /proc <RelativeTime at={namespaces.at} hasAgo />
    </span>
  );
}
