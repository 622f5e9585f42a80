import type { ReactElement } from 'react';

import type { PodDetail, PodRef } from '../../preload/contract/index.ts';
import { Bug, Button } from '../ui/index.ts';
import { useDebug } from './debug-provider.tsx';
import { ShellMenu } from './shell-menu.tsx';
import './debug.css';

/** For the pod's header. */
export function DebugButtons({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const debug = useDebug();
  return (
    <>
      <Button variant="primary" icon={Bug} disabledReason={debugRefusal(detail)} onPress={() => debug.open({ pod })}>
        Debug…
      </Button>
      <ShellMenu pod={pod} containers={detail.containers} />
    </>
  );
}

/** What makes any debug container impossible, known without asking the cluster. */
function debugRefusal(detail: PodDetail): string | undefined {
  if (detail.mirror) return 'This pod comes from a file on its node: the API server cannot change it.';
  if (detail.deletedAt !== undefined) return 'The pod is being deleted.';
  if (detail.phase === 'Succeeded' || detail.phase === 'Failed')
    return 'The pod has ended: nothing can be added to it.';
  if (detail.node === undefined) return 'The pod has no node yet.';
  return undefined;
}
