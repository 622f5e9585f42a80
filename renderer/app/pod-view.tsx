import { useMemo, type ReactElement } from 'react';

import type { KubeNamespaceRef, PodRef } from '../../preload/contract/index.ts';
import { DebugButtons, DebugVerdict } from '../debug/index.ts';
import { go, type PodTab } from '../place/index.ts';
import { Copy, Ellipsis, IconButton, Menu, Trash2 } from '../ui/index.ts';
import { PodPage } from '../workloads/index.ts';
import { PodTabs } from './pod-tabs.tsx';

export interface PodViewProps {
  readonly scope: KubeNamespaceRef;
  readonly name: string;
  readonly tab: PodTab;
  readonly onDeletePod: (request: { readonly pod: PodRef; readonly uid: string; readonly hasOwner: boolean }) => void;
}

/** A pod's page with the features' parts in it. */
export function PodView({ scope, name, tab, onDeletePod }: PodViewProps): ReactElement {
  const pod = useMemo<PodRef>(() => ({ ...scope, pod: name }), [scope, name]);
  return (
    <PodPage
      pod={pod}
      onGo={(other) => go({ ...scope, pod: other, tab })}
      onLeave={() => go(scope)}
      verdict={(detail) => <DebugVerdict pod={pod} detail={detail} />}
      tabs={(detail) => <PodTabs pod={pod} detail={detail} tab={tab} />}
      actions={(detail) => (
        <>
          <DebugButtons pod={pod} detail={detail} />
          <Menu
            label="More actions"
            trigger={<IconButton icon={Ellipsis} label="More actions" variant="default" />}
            placement="bottom end"
            entries={[
              {
                id: 'copy',
                title: 'Copy name',
                icon: Copy,
                onSelect: () => void navigator.clipboard.writeText(name),
              },
              'separator',
              {
                id: 'delete',
                title: 'Delete pod…',
                icon: Trash2,
                isDangerous: true,
                onSelect: () => onDeletePod({ pod, uid: detail.uid, hasOwner: detail.owners.length > 0 }),
              },
            ]}
          />
        </>
      )}
    />
  );
}
