import { useIsFetching, useIsMutating } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';

import type { ContextStatus } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useShortcutText, paletteShortcut } from '../commands/index.ts';
import { statusWords, useContextInfo, useNow } from '../contexts/index.ts';
import type { Place } from '../place/index.ts';
import {
  IconButton,
  Kbd,
  PanelBottom,
  PanelLeft,
  Search,
  Spinner,
  StateDot,
  Tooltip,
  TriangleAlert,
} from '../ui/index.ts';
import type { WorkloadsView } from '../workloads/index.ts';
import { Crumbs } from './crumbs.tsx';
import './title-bar.css';

export interface TitleBarProps {
  readonly place: Place;
  readonly status: ContextStatus | undefined;
  readonly view: WorkloadsView | undefined;
  readonly onGoToContext: (context: string) => void;
  readonly onPalette: () => void;
  readonly list: PanelToggle;
  readonly dock: PanelToggle;
}

export interface PanelToggle {
  readonly isShown: boolean;
  readonly onToggle: () => void;
  readonly shortcut: string;
}

export function TitleBar(props: TitleBarProps): ReactElement {
  const { place, status, view, list, dock } = props;
  const shortcutText = useShortcutText();
  return (
    <header className="title-bar">
      <div className="title-bar-start">
        <span className="title-bar-name">Kesako</span>
        <Crumbs place={place} view={view} onGoToContext={props.onGoToContext} />
      </div>
      <Button className="title-bar-palette" onPress={props.onPalette}>
        <Search size={14} aria-hidden />
        <span>Go to a pod, or run a command</span>
        <Kbd keys={shortcutText(paletteShortcut) ?? ''} />
      </Button>
      <div className="title-bar-end">
        <Activity />
        {place.context === undefined ? undefined : <Connection context={place.context} status={status} />}
        <IconButton
          icon={PanelLeft}
          label={list.isShown ? 'Hide the list' : 'Show the list'}
          tooltip={<ToggleHint toggle={list} what="list" />}
          isPressed={list.isShown}
          onPress={list.onToggle}
        />
        <IconButton
          icon={PanelBottom}
          label={dock.isShown ? 'Hide terminals and transfers' : 'Show terminals and transfers'}
          tooltip={<ToggleHint toggle={dock} what="terminals and transfers" />}
          isPressed={dock.isShown}
          onPress={dock.onToggle}
        />
      </div>
    </header>
  );
}

function ToggleHint({ toggle, what }: { readonly toggle: PanelToggle; readonly what: string }): ReactElement {
  const shortcutText = useShortcutText();
  return (
    <>
      {toggle.isShown ? 'Hide' : 'Show'} {what} <Kbd keys={shortcutText(toggle.shortcut) ?? ''} />
    </>
  );
}

/** That something runs which was asked for; what it is stands where it was asked for. */
function Activity(): ReactElement | undefined {
  const running = useIsFetching() + useIsMutating();
  if (running === 0) return undefined;
  return (
    <span
      className="title-bar-activity"
      role="status"
      title={running === 1 ? 'One request runs' : `${running} requests run`}
    >
      <Spinner size={12} />
    </span>
  );
}

function Connection({
  context,
  status,
}: {
  readonly context: string;
  readonly status: ContextStatus | undefined;
}): ReactElement {
  const api = useApi();
  const info = useContextInfo(context);
  const now = useNow(status?.state === 'stale');
  const { state, short, facts } = statusWords(status, now);
  return (
    <>
      {facts === '' ? undefined : <span className="title-bar-facts">{facts}</span>}
      {info?.insecure === true ? (
        <span
          className="title-bar-insecure"
          title="insecure-skip-tls-verify: whoever sits in between can read and change everything, credentials too"
        >
          <TriangleAlert size={14} aria-hidden /> not verified
        </span>
      ) : undefined}
      <Tooltip
        content={
          <>
            {info?.server ?? context}
            <br />
            {status?.problem?.message ?? `signed in by ${info?.authentication ?? 'unknown means'}`}
            <br />
            Press to reconnect.
          </>
        }
      >
        <Button
          className="title-bar-state"
          data-state={state}
          onPress={() => void api.contexts.reconnect({ context }).catch(() => undefined)}
        >
          <StateDot state={state} label={short} size={12} />
          {short}
        </Button>
      </Tooltip>
    </>
  );
}
