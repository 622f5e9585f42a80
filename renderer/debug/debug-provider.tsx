import { createContext, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';

import type { PodRef } from '../../preload/contract/index.ts';
import { Busy, Dialog, ErrorNotice } from '../ui/index.ts';
import { DebugDialog } from './debug-dialog.tsx';
import { usePodDetail } from './use-pod-detail.ts';

/** What the dialog starts with. */
export interface OpenDebug {
  readonly pod: PodRef;
  readonly target?: string;
  /** Where a particular one is needed, such as a JDK. */
  readonly image?: string;
}

interface DebugActions {
  /** Opens the dialog; nothing is changed before the person has confirmed there. */
  open(request: OpenDebug): void;
}

const DebugContext = createContext<DebugActions | undefined>(undefined);

export function useDebug(): DebugActions {
  const actions = useContext(DebugContext);
  if (actions === undefined) throw new Error('There is no DebugProvider above this component.');
  return actions;
}

/** Hosts the one debug dialog of the window. */
export function DebugProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [request, setRequest] = useState<OpenDebug>();
  const actions = useMemo<DebugActions>(() => ({ open: setRequest }), []);
  return (
    <DebugContext value={actions}>
      {children}
      {request === undefined ? undefined : <OpenedDialog {...request} onClose={() => setRequest(undefined)} />}
    </DebugContext>
  );
}

function OpenedDialog({ pod, target, image, onClose }: OpenDebug & { readonly onClose: () => void }): ReactElement {
  const { detail, problem } = usePodDetail(pod);
  if (detail !== undefined)
    return <DebugDialog pod={pod} detail={detail} target={target} image={image} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title="Add a debug container">
      {problem === undefined ? (
        <Busy what={`Reading pod ${pod.pod}`} onCancel={onClose} />
      ) : (
        <ErrorNotice title="The pod could not be read." fact={problem} />
      )}
    </Dialog>
  );
}
