import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';

import type { KubeNamespaceRef, PodRef } from '../../preload/contract/index.ts';
import { useApi, useConnection, type Bridge } from '../bridge/index.ts';
import { CommandPalette } from '../commands/index.ts';
import { ContextLookDialog, Rail, useContextStatus } from '../contexts/index.ts';
import { WayBack } from '../ledger/index.ts';
import { go, usePlace } from '../place/index.ts';
import { PracticeFaults, PracticeRailItem } from '../practice/index.ts';
import { Problem } from '../problems/index.ts';
import { SettingsDialog } from '../settings/index.ts';
import { TourGuide } from '../tour/index.ts';
import { Disc, GraduationCap, IconButton, NotebookText, Notice, Plus, Settings } from '../ui/index.ts';
import { DeletePod, useManifests, useWorkloads } from '../workloads/index.ts';
import { usePanelSwitch } from './panels.ts';
import { Refusal } from './refusal.tsx';
import { TitleBar } from './title-bar.tsx';
import { DOCK_SHORTCUT, LIST_SHORTCUT, useAppActions } from './use-app-actions.ts';
import { useContextNavigation } from './use-context-navigation.ts';
import { useManifestDrop } from './use-manifest-drop.ts';
import { usePalettePlaces } from './use-palette-places.ts';
import { WindowPanels } from './window-panels.tsx';
import './app.css';

interface PodToDelete {
  readonly pod: PodRef;
  readonly uid: string;
  readonly hasOwner: boolean;
}

type OpenDialog =
  | { readonly dialog: 'palette' | 'settings' }
  | { readonly dialog: 'look'; readonly context: string }
  | { readonly dialog: 'deletePod'; readonly request: PodToDelete };

/** The frame: title bar, rail, panels; and the dialogs that can be opened from anywhere. */
export function AppWindow({ bridge }: { readonly bridge: Bridge }): ReactElement {
  const api = useApi();
  const place = usePlace();
  const { context, kubeNamespace } = place;
  const scope = useMemo<KubeNamespaceRef | undefined>(
    () => (context === undefined || kubeNamespace === undefined ? undefined : { context, kubeNamespace }),
    [context, kubeNamespace],
  );
  const navigation = useContextNavigation(place);
  const status = useContextStatus(context);
  const stream = useWorkloads(scope);
  const hasFailed = stream.error !== undefined;
  const { restart } = stream;
  useEffect(() => {
    // What failed because the cluster did not answer is asked again once it does.
    if (status?.state === 'live' && hasFailed) restart();
    // Only when it comes back: a refusal of a cluster that is live stays one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [status?.state]);
  const manifests = useManifests();
  const drop = useManifestDrop(scope);
  const list = usePanelSwitch('list', true);
  const dock = usePanelSwitch('dock', false);
  const tour = usePanelSwitch('tour', false);
  const filter = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<OpenDialog>();
  const close = useCallback(() => setOpen(undefined), []);

  const openManifest = (mode: 'apply' | 'delete'): void => {
    if (scope !== undefined) manifests.open({ scope, mode });
  };
  const toggleTour = (): void => tour.show(!tour.isShown);
  const reconnect = (name: string): void => {
    // How it went is what the context's status then says.
    api.contexts.reconnect({ context: name }).catch(() => undefined);
  };
  useAppActions({
    place,
    list,
    dock,
    openPalette: () => setOpen({ dialog: 'palette' }),
    openSettings: () => setOpen({ dialog: 'settings' }),
    focusFilter: () => {
      list.show(true);
      filter.current?.focus();
    },
    openManifest,
    toggleTour,
    reconnect,
  });
  usePalettePlaces(place, stream.value, navigation.goTo);

  return (
    <div className="app">
      <TitleBar
        place={place}
        status={status}
        view={stream.value}
        onGoToContext={navigation.goTo}
        onPalette={() => setOpen({ dialog: 'palette' })}
        list={{ isShown: list.isShown, onToggle: () => list.show(!list.isShown), shortcut: LIST_SHORTCUT }}
        dock={{ isShown: dock.isShown, onToggle: () => dock.show(!dock.isShown), shortcut: DOCK_SHORTCUT }}
      />
      <CoreBanner bridge={bridge} />
      <WayBack contexts={[...navigation.connected.names]} onLedger={() => go({ ledger: true })} />
      <div className="app-body">
        <Rail
          contexts={navigation.shown}
          current={context}
          connected={navigation.connected.names}
          onGo={navigation.goTo}
          onDisconnect={navigation.disconnect}
          onConfigure={(name) => setOpen({ dialog: 'look', context: name })}
          onHide={navigation.hide}
          addButton={<IconButton icon={Plus} label="All contexts and kubeconfig files" onPress={() => go({})} />}
          bottom={
            <>
              <PracticeRailItem />
              <IconButton
                icon={Disc}
                label="Recordings"
                isPressed={place.recordings !== undefined}
                onPress={() => go({ recordings: {} })}
              />
              <IconButton
                icon={NotebookText}
                label="Ledger"
                isPressed={place.ledger === true}
                onPress={() => go({ ledger: true })}
              />
              <IconButton icon={GraduationCap} label="Tour" isPressed={tour.isShown} onPress={toggleTour} />
              <IconButton icon={Settings} label="Settings" onPress={() => setOpen({ dialog: 'settings' })} />
            </>
          }
        />
        <WindowPanels
          place={place}
          scope={scope}
          status={status}
          stream={stream}
          list={list}
          dock={dock}
          filterRef={filter}
          connected={navigation.connected.names}
          onGoToContext={navigation.goTo}
          onManifest={openManifest}
          onTour={() => tour.show(true)}
          onDeletePod={(request) => setOpen({ dialog: 'deletePod', request })}
          notice={
            drop.problem === undefined ? undefined : (
              <div className="app-notice">
                <Problem error={drop.problem} onDismiss={() => drop.dismiss()} />
              </div>
            )
          }
        />
        {tour.isShown ? <TourGuide onClose={toggleTour} /> : undefined}
      </div>
      <PracticeFaults />
      <CommandPalette isOpen={open?.dialog === 'palette'} onClose={close} />
      {open?.dialog === 'settings' ? <SettingsDialog onClose={close} /> : undefined}
      {open?.dialog === 'look' ? <ContextLookDialog context={open.context} onClose={close} /> : undefined}
      {open?.dialog === 'deletePod' ? <DeletePod {...open.request} onClose={close} /> : undefined}
    </div>
  );
}

/** The window without its core shows what it last knew, and says so. */
function CoreBanner({ bridge }: { readonly bridge: Bridge }): ReactElement | undefined {
  const connection = useConnection(bridge);
  if (connection.state === 'connected') return undefined;
  return (
    <div className="app-notice">
      {connection.state === 'refused' ? (
        <Refusal error={connection.error} />
      ) : (
        <Notice state="waiting" title="The app’s core does not answer.">
          Nothing on this page is live until it does; trying again.
        </Notice>
      )}
    </div>
  );
}
