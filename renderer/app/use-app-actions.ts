import { paletteShortcut, useActions, type Action } from '../commands/index.ts';
import { useDebug } from '../debug/index.ts';
import { go, POD_TABS, RECORDING_TABS, type Place, type PodTab } from '../place/index.ts';
import { TAB_TITLES as RECORDING_TITLES } from '../recordings/index.ts';
import { usePatchSettings } from '../settings/index.ts';
import type { PanelSwitch } from './panels.ts';

export interface AppActions {
  readonly place: Place;
  readonly list: PanelSwitch;
  readonly dock: PanelSwitch;
  openPalette(): void;
  openSettings(): void;
  focusFilter(): void;
  openManifest(mode: 'apply' | 'delete'): void;
  toggleTour(): void;
  reconnect(context: string): void;
}

export const LIST_SHORTCUT = 'Mod+B';
export const DOCK_SHORTCUT = 'Mod+J';

const TAB_TITLES: Readonly<Record<PodTab, string>> = {
  overview: 'Overview',
  processes: 'Processes',
  namespaces: 'Namespaces',
  files: 'Files',
  java: 'Java',
  events: 'Events',
  yaml: 'YAML',
};

/** What the frame itself can do; features add their own where they are mounted. */
export function useAppActions(app: AppActions): void {
  const { place, list, dock } = app;
  const patch = usePatchSettings();
  const debug = useDebug();
  const { context, kubeNamespace, pod } = place;
  const inContext = (): true | { readonly disabledReason: string } =>
    context === undefined ? { disabledReason: 'Choose a context first.' } : true;
  const theme = (id: 'system' | 'light' | 'dark', title: string): Action => ({
    id: `theme.${id}`,
    title,
    section: 'Window',
    keywords: ['theme', 'colours', 'appearance'],
    perform: () => void patch({ theme: id }).catch(() => undefined),
  });
  useActions([
    {
      id: 'app.palette',
      title: 'Show all commands',
      section: 'Window',
      shortcut: paletteShortcut,
      perform: app.openPalette,
    },
    { id: 'app.settings', title: 'Open settings', section: 'Window', shortcut: 'Mod+,', perform: app.openSettings },
    {
      id: 'window.list',
      title: list.isShown ? 'Hide the list of workloads' : 'Show the list of workloads',
      section: 'Window',
      shortcut: LIST_SHORTCUT,
      perform: () => list.show(!list.isShown),
    },
    {
      id: 'window.dock',
      title: dock.isShown ? 'Hide terminals and transfers' : 'Show terminals and transfers',
      section: 'Window',
      shortcut: DOCK_SHORTCUT,
      perform: () => dock.show(!dock.isShown),
    },
    {
      id: 'app.tour',
      title: 'Take the tour, or leave it',
      section: 'Window',
      keywords: ['guide', 'help', 'learn', 'practice'],
      perform: app.toggleTour,
    },
    {
      id: 'debug.recipes',
      title: 'Manage recipes of debug containers…',
      section: 'Window',
      keywords: ['image', 'profile', 'custom', 'team'],
      perform: () => debug.openRecipes(context),
    },
    theme('light', 'Use the light theme'),
    theme('dark', 'Use the dark theme'),
    theme('system', 'Use the system’s theme'),
    {
      id: 'place.back',
      title: 'Go back',
      section: 'Go',
      shortcut: 'Alt+ArrowLeft',
      perform: () => window.history.back(),
    },
    {
      id: 'place.forward',
      title: 'Go forward',
      section: 'Go',
      shortcut: 'Alt+ArrowRight',
      perform: () => window.history.forward(),
    },
    { id: 'place.contexts', title: 'Show all contexts and kubeconfig files', section: 'Go', perform: () => go({}) },
    { id: 'place.recordings', title: 'Show recordings', section: 'Go', perform: () => go({ recordings: {} }) },
    ...RECORDING_TABS.map((tab, index) => ({
      id: `recording.${tab}`,
      title: `Show ${RECORDING_TITLES[tab]}`,
      section: 'Recording',
      shortcut: String((index + 1) % 10),
      when: () => place.recordings?.recording !== undefined,
      perform: () => {
        const { recording, detail } = place.recordings ?? {};
        if (recording !== undefined)
          go({ recordings: { recording, tab, ...(detail === undefined ? {} : { detail }) } });
      },
    })),
    {
      id: 'list.filter',
      title: 'Filter workloads and pods',
      section: 'Go',
      shortcut: '/',
      when: inContext,
      perform: app.focusFilter,
    },
    {
      id: 'context.reconnect',
      title: 'Reconnect the context',
      section: 'Context',
      when: inContext,
      perform: () => {
        if (context !== undefined) app.reconnect(context);
      },
    },
    {
      id: 'manifest.apply',
      title: 'Apply a manifest…',
      section: 'Context',
      when: inContext,
      perform: () => app.openManifest('apply'),
    },
    {
      id: 'manifest.delete',
      title: 'Delete what a manifest names…',
      section: 'Context',
      when: inContext,
      perform: () => app.openManifest('delete'),
    },
    ...POD_TABS.map((tab, index) => ({
      id: `pod.${tab}`,
      title: `Show ${TAB_TITLES[tab]}`,
      section: 'Pod',
      shortcut: String(index + 1),
      when: () => pod !== undefined,
      perform: () => {
        if (context !== undefined && kubeNamespace !== undefined && pod !== undefined)
          go({ context, kubeNamespace, pod, tab });
      },
    })),
  ]);
}
