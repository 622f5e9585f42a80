import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';

import { useApi } from '../bridge/index.ts';
import { ContextMenu, Lock, Minus, RefreshCw, Settings, Tooltip, Unplug, type MenuEntry } from '../ui/index.ts';
import { useContextInfo } from './contexts-provider.tsx';
import { statusWords } from './status-words.ts';
import { useContextLook } from './use-context-look.ts';
import { useContextStatus } from './use-context-status.ts';
import { useNow } from './use-now.ts';

export interface RailItemProps {
  readonly name: string;
  readonly isCurrent: boolean;
  readonly isConnected: boolean;
  readonly onGo: () => void;
  readonly onDisconnect: () => void;
  readonly onConfigure: () => void;
  readonly onHide: () => void;
}

/** A context as a square of its colour. Connected, it follows the cluster's state. */
export function RailItem(props: RailItemProps): ReactElement {
  const { name, isCurrent, isConnected } = props;
  const api = useApi();
  const { color, initials, isProtected } = useContextLook(name);
  const info = useContextInfo(name);
  const status = useContextStatus(isConnected ? name : undefined);
  const now = useNow(status?.state === 'stale');
  const { state, short } = statusWords(status, now);
  const notConnected = isConnected ? undefined : 'It is not connected.';
  const entries: readonly MenuEntry[] = [
    {
      id: 'reconnect',
      title: 'Reconnect now',
      icon: RefreshCw,
      disabledReason: notConnected,
      onSelect: () => void api.contexts.reconnect({ context: name }).catch(() => undefined),
    },
    { id: 'disconnect', title: 'Disconnect', icon: Unplug, disabledReason: notConnected, onSelect: props.onDisconnect },
    'separator',
    { id: 'configure', title: 'Context settings…', icon: Settings, onSelect: props.onConfigure },
    { id: 'hide', title: 'Remove from this list', icon: Minus, onSelect: props.onHide },
  ];
  return (
    <ContextMenu label={`Actions for ${name}`} entries={entries}>
      <Tooltip
        content={
          <>
            <strong>{name}</strong>
            <br />
            {[info?.problem?.message ?? short, isProtected ? 'protected' : ''].filter(Boolean).join(' · ')}
          </>
        }
      >
        <Button
          className="rail-item"
          aria-label={`${name}, ${short}`}
          data-context-color={color}
          onPress={props.onGo}
          {...(isCurrent ? { 'aria-current': 'true' } : {})}
          {...(isConnected ? { 'data-connected': '' } : {})}
        >
          {initials}
          {isConnected ? <span className="rail-item-state" data-state={state} aria-hidden /> : undefined}
          {isProtected ? <Lock className="rail-item-lock" size={10} aria-hidden /> : undefined}
        </Button>
      </Tooltip>
    </ContextMenu>
  );
}
