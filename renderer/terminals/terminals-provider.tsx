/** Which terminals there are, and where in the dock: the core knows the first, this the second. */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';

import type { z } from 'zod';

import {
  TerminalSource,
  toAppError,
  type AppError,
  type ContainerRef,
  type TerminalInfo,
} from '../../preload/contract/index.ts';
import { useApi, useLatest } from '../bridge/index.ts';
import { activate, place, reconcile, restoreLayout, type DockLayout } from './dock-layout.ts';

/** In `sessionStorage`: belongs to this window and survives its reload. */
const LAYOUT_KEY = 'kesako.dock';
/** Until the screen is there and says its own. */
const FIRST_SIZE = { columns: 80, rows: 24 };
const NONE: readonly TerminalInfo[] = [];

/** What may be left out has the contract's default. */
export type TerminalOpening = z.input<typeof TerminalSource>;

export interface Terminals {
  /** Starts a terminal and brings it to the front of the dock. */
  open(source: TerminalOpening): void;
  /** Gives the keyboard to the terminal in front, after a dialog has gone. */
  focus(): void;
  /** Grows with every terminal that was opened: the dock can show itself. */
  readonly openings: number;
  readonly count: number;
}

interface DockState extends Terminals {
  /** Grows whenever the terminal in front should take the keyboard. */
  readonly focusRequests: number;
  readonly infos: readonly TerminalInfo[];
  readonly layout: DockLayout;
  /** The last terminal that could not be started. */
  readonly failure: { readonly source: TerminalSource; readonly error: AppError } | undefined;
  openBeside(source: TerminalOpening, group: string): void;
  show(group: string): void;
  close(terminal: string): void;
  dismissFailure(): void;
}

const TerminalsContext = createContext<DockState | undefined>(undefined);

export function useDockState(): DockState {
  const terminals = useContext(TerminalsContext);
  if (terminals === undefined) throw new Error('There is no TerminalsProvider above this component.');
  return terminals;
}

export function useTerminals(): Terminals {
  return useDockState();
}

/** All terminals of the core, those that have ended included. */
export function useTerminalInfos(): readonly TerminalInfo[] {
  return useDockState().infos;
}

/** Whether a terminal shows this container's own process now. */
export function useIsAttached(container: ContainerRef | undefined): boolean {
  return useTerminalInfos().some(
    ({ source, state }) =>
      container !== undefined &&
      (source.kind === 'attach' || source.kind === 'exec') &&
      state.state === 'open' &&
      source.context === container.context &&
      source.kubeNamespace === container.kubeNamespace &&
      source.pod === container.pod &&
      source.container === container.container,
  );
}

export function TerminalsProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const api = useApi();
  const watched = useLatest('terminals', (client, signal) => client.terminals.watch({}, { signal }));
  const infos = watched.value ?? NONE;
  const [stored, setLayout] = useState(() => restoreLayout(window.sessionStorage.getItem(LAYOUT_KEY) ?? undefined));
  const [failure, setFailure] = useState<DockState['failure']>();
  const [openings, setOpenings] = useState(0);
  const [focusRequests, setFocusRequests] = useState(0);
  const known = watched.value !== undefined;
  const layout = useMemo(
    () =>
      known
        ? reconcile(
            stored,
            infos.map(({ id }) => id),
          )
        : stored,
    [known, stored, infos],
  );

  useEffect(() => {
    window.sessionStorage.setItem(LAYOUT_KEY, JSON.stringify(layout));
  }, [layout]);

  const create = useCallback(
    (source: TerminalOpening, group?: string): void => {
      setFailure(undefined);
      setOpenings((count) => count + 1);
      setFocusRequests((count) => count + 1);
      api.terminals.create({ source, ...FIRST_SIZE }).then(
        ({ id }) => setLayout((old) => place(old, id, group)),
        (error: unknown) => setFailure({ source: TerminalSource.parse(source), error: toAppError(error) }),
      );
    },
    [api],
  );

  const state = useMemo<DockState>(
    () => ({
      infos,
      layout,
      failure,
      openings,
      count: infos.length,
      open: (source) => create(source),
      focus: () => {
        // A dialog gives the focus back in the frame after it has gone, to the button that opened it.
        requestAnimationFrame(() => requestAnimationFrame(() => setFocusRequests((count) => count + 1)));
      },
      focusRequests,
      openBeside: create,
      show: (group) => {
        setLayout(activate(layout, group));
        setFocusRequests((count) => count + 1);
      },
      close: (terminal) => {
        api.terminals.close({ terminal }).catch(() => undefined);
      },
      dismissFailure: () => setFailure(undefined),
    }),
    [api, create, failure, focusRequests, infos, layout, openings],
  );
  return <TerminalsContext value={state}>{children}</TerminalsContext>;
}
