import { createContext, useCallback, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';

import type { KubeNamespaceRef, PodRef, SharingRequest } from '../../preload/contract/index.ts';
import { Busy, Dialog, ErrorNotice } from '../ui/index.ts';
import { DebugDialog } from './debug-dialog.tsx';
import { CopyDialog } from './made-pods/copy-dialog.tsx';
import { NodeDialog } from './made-pods/node-dialog.tsx';
import { SharingDialog } from './sharing/sharing-dialog.tsx';
import { RecipeBookProvider } from './recipes/recipe-book.tsx';
import { RecipesDialog } from './recipes/recipes-dialog.tsx';
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
  openCopy(pod: PodRef): void;
  openNode(scope: KubeNamespaceRef, node: string): void;
  /** All recipes, to be managed; `context`: the cluster they are looked at from. */
  openRecipes(context: string | undefined): void;
  openSharing(request: SharingRequest): void;
}

type Opened =
  | ({ readonly dialog: 'container' } & OpenDebug)
  | { readonly dialog: 'copy'; readonly pod: PodRef }
  | { readonly dialog: 'node'; readonly scope: KubeNamespaceRef; readonly node: string }
  | { readonly dialog: 'recipes'; readonly context: string | undefined }
  | { readonly dialog: 'sharing'; readonly request: SharingRequest };

const DebugContext = createContext<DebugActions | undefined>(undefined);

export function useDebug(): DebugActions {
  const actions = useContext(DebugContext);
  if (actions === undefined) throw new Error('There is no DebugProvider above this component.');
  return actions;
}

export interface DebugProviderProps {
  readonly children: ReactNode;
  readonly onGoToPod: (pod: PodRef) => void;
}

/** Hosts the one debug dialog of the window. */
export function DebugProvider({ children, onGoToPod }: DebugProviderProps): ReactElement {
  const [opened, setOpened] = useState<Opened>();
  const actions = useMemo<DebugActions>(
    () => ({
      open: (request) => setOpened({ dialog: 'container', ...request }),
      openCopy: (pod) => setOpened({ dialog: 'copy', pod }),
      openNode: (scope, node) => setOpened({ dialog: 'node', scope, node }),
      openRecipes: (context) => setOpened({ dialog: 'recipes', context }),
      openSharing: (request) => setOpened({ dialog: 'sharing', request }),
    }),
    [],
  );
  const close = useCallback(() => setOpened(undefined), []);
  return (
    <DebugContext value={actions}>
      <RecipeBookProvider>
        {children}
        {opened === undefined ? undefined : <AnyDialog opened={opened} onClose={close} onGoToPod={onGoToPod} />}
      </RecipeBookProvider>
    </DebugContext>
  );
}

function AnyDialog(props: {
  readonly opened: Opened;
  readonly onClose: () => void;
  readonly onGoToPod: (pod: PodRef) => void;
}): ReactElement {
  const { opened, onClose, onGoToPod } = props;
  switch (opened.dialog) {
    case 'container':
      return <OpenedDialog {...opened} onClose={onClose} />;
    case 'copy':
      return <CopyDialog pod={opened.pod} onClose={onClose} />;
    case 'node':
      return <NodeDialog scope={opened.scope} node={opened.node} onClose={onClose} />;
    case 'recipes':
      return <RecipesDialog context={opened.context} chosen={undefined} onClose={onClose} />;
    case 'sharing': {
      const { context, kubeNamespace } = opened.request;
      const goTo = (pod: string): void => onGoToPod({ context, kubeNamespace, pod });
      return <SharingDialog request={opened.request} onClose={onClose} onGo={goTo} />;
    }
  }
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
