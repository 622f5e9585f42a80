import { useState, type ReactElement, type ReactNode } from 'react';

import type { ContainerRef, TerminalInfo } from '../../preload/contract/index.ts';
import { useActions } from '../commands/index.ts';
import { usePlace } from '../place/index.ts';
import {
  Button,
  Columns2,
  ConfirmDialog,
  Eye,
  IconButton,
  InertText,
  Maximize2,
  Menu,
  Minimize2,
  Plus,
  type MenuEntry,
} from '../ui/index.ts';
import { DockTab } from './dock-tab.tsx';
import { TerminalPane } from './terminal-pane.tsx';
import { useDockState } from './terminals-provider.tsx';
import { sourceLabel } from './terminal-words.ts';
import './terminals.css';

export interface DockProps {
  /** The way on when a container has no shell. */
  readonly onDebug?: (container: ContainerRef) => void;
  /** Beside the terminals, as the transfers are. */
  readonly aside?: ReactNode;
  /** Present when the dock can take the whole window. */
  readonly maximised?: { readonly isMaximised: boolean; readonly onChange: (isMaximised: boolean) => void };
}

export function Dock({ onDebug, aside, maximised }: DockProps): ReactElement {
  const dock = useDockState();
  const [closing, setClosing] = useState<TerminalInfo>();
  const [screenReader, setScreenReader] = useState(false);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const infos = new Map(dock.infos.map((info) => [info.id, info]));
  const active = dock.layout.groups.find(({ id }) => id === dock.layout.active);
  if (active !== undefined && !seen.has(active.id)) setSeen(new Set([...seen, active.id]));

  const close = (info: TerminalInfo): void => {
    if (info.state.state === 'ended' || info.state.state === 'connecting') dock.close(info.id);
    else setClosing(info);
  };
  const front = active === undefined ? undefined : infos.get(active.terminals.at(-1) ?? '');

  const groups = dock.layout.groups;
  const step = (by: 1 | -1): void => {
    const index = groups.findIndex(({ id }) => id === active?.id);
    const next = groups[(index + by + groups.length) % groups.length];
    if (next !== undefined) dock.show(next.id);
  };
  const someOpen = (): boolean => front !== undefined;
  useActions([
    {
      id: 'terminal.split',
      title: 'Open another terminal beside this one',
      section: 'Terminals',
      when: someOpen,
      perform: () => front && active && dock.openBeside(front.source, active.id),
    },
    { id: 'terminal.next', title: 'Next terminal', section: 'Terminals', when: someOpen, perform: () => step(1) },
    {
      id: 'terminal.previous',
      title: 'Previous terminal',
      section: 'Terminals',
      when: someOpen,
      perform: () => step(-1),
    },
    {
      id: 'terminal.close',
      title: 'Close terminal',
      section: 'Terminals',
      when: someOpen,
      perform: () => front && close(front),
    },
    {
      id: 'terminal.screenReader',
      title: screenReader ? 'Leave the screen reader mode of terminals' : 'Screen reader mode of terminals',
      section: 'Terminals',
      when: someOpen,
      perform: () => setScreenReader(!screenReader),
    },
  ]);

  return (
    <div className="dock">
      <div className="dock-main">
        <div className="dock-bar">
          <div className="dock-tabs" role="tablist" aria-label="Terminals">
            {dock.layout.groups.map((group) => (
              <DockTab
                key={group.id}
                group={group}
                terminals={group.terminals.flatMap((id) => infos.get(id) ?? [])}
                isActive={group.id === active?.id}
                onSelect={() => dock.show(group.id)}
                onClose={close}
              />
            ))}
            <NewTerminal />
          </div>
          <div className="dock-actions">
            {front === undefined || active === undefined ? undefined : (
              <IconButton
                size="small"
                icon={Columns2}
                label={`Open another beside ${sourceLabel(front.source)}`}
                onPress={() => dock.openBeside(front.source, active.id)}
              />
            )}
            <IconButton
              size="small"
              icon={Eye}
              label="Screen reader mode of terminals"
              isPressed={screenReader}
              onPress={() => setScreenReader(!screenReader)}
            />
            {maximised === undefined ? undefined : (
              <IconButton
                size="small"
                icon={maximised.isMaximised ? Minimize2 : Maximize2}
                label={maximised.isMaximised ? 'Give the dock its former size' : 'Give the dock the whole window'}
                onPress={() => maximised.onChange(!maximised.isMaximised)}
              />
            )}
          </div>
        </div>
        {dock.failure === undefined ? undefined : (
          <div className="terminal-status" data-tone="bad" role="alert">
            <span className="terminal-status-words">
              {sourceLabel(dock.failure.source)} could not be opened.
              <code>
                <InertText text={dock.failure.error.message} />
              </code>
            </span>
            <span className="terminal-status-actions">
              <Button size="small" onPress={() => dock.failure === undefined || dock.open(dock.failure.source)}>
                Retry
              </Button>
              <Button size="small" onPress={dock.dismissFailure}>
                Dismiss
              </Button>
            </span>
          </div>
        )}
        {dock.layout.groups.length === 0 ? (
          <p className="dock-empty">
            No terminal is open. <em>Shell</em> and <em>Debug…</em> on a pod&apos;s page open one here, and so does the
            plus above.
          </p>
        ) : undefined}
        {dock.layout.groups.map((group) => (
          <div key={group.id} className="dock-group" role="tabpanel" hidden={group.id !== active?.id}>
            {seen.has(group.id)
              ? group.terminals.flatMap((id) => {
                  const info = infos.get(id);
                  if (info === undefined) return [];
                  return [
                    <TerminalPane
                      key={id}
                      info={info}
                      isVisible={group.id === active?.id}
                      isScreenReader={screenReader}
                      focusRequest={id === group.terminals.at(-1) ? dock.focusRequests : 0}
                      hasHeader={group.terminals.length > 1}
                      onRetry={() => {
                        dock.openBeside(info.source, group.id);
                        dock.close(id);
                      }}
                      onClose={() => close(info)}
                      onDebug={onDebug}
                    />,
                  ];
                })
              : undefined}
          </div>
        ))}
      </div>
      {aside === undefined ? undefined : <div className="dock-aside">{aside}</div>}
      {closing === undefined ? undefined : (
        <ConfirmDialog
          isOpen
          onClose={() => setClosing(undefined)}
          onConfirm={() => {
            dock.close(closing.id);
            setClosing(undefined);
          }}
          title={`Close ${sourceLabel(closing.source)}?`}
          confirmLabel="Close terminal"
        >
          {closing.source.kind === 'attach'
            ? 'The process goes on running in the container; you can attach to it again at any time.'
            : 'The process loses its terminal, and most programs then end.'}
        </ConfirmDialog>
      )}
    </div>
  );
}

/** What can be opened from here: a shell on this machine for where the person is, and what runs in that pod already. */
function NewTerminal(): ReactElement {
  const dock = useDockState();
  const { context, kubeNamespace, pod } = usePlace();
  const here = context === undefined || kubeNamespace === undefined ? undefined : { context, kubeNamespace };
  const known = dock.infos.flatMap(({ source }) =>
    source.kind !== 'local' && source.pod === pod && source.context === context ? [source] : [],
  );
  const distinct = [...new Map(known.map((source) => [JSON.stringify(source), source])).values()];
  const entries: readonly MenuEntry[] = [
    {
      id: 'local',
      title: here === undefined ? 'Local shell' : `Local shell for ${here.context}, ${here.kubeNamespace}`,
      disabledReason: here === undefined ? 'Choose a context and a Kubernetes namespace first.' : undefined,
      onSelect: () => here && dock.open({ kind: 'local', ...here }),
    },
    ...distinct.map((source, index) => ({
      id: `again-${index}`,
      title:
        source.kind === 'attach'
          ? `Attach to ${source.container}`
          : `${source.command.join(' ')} in ${source.container}`,
      onSelect: () => dock.open(source),
    })),
  ];
  return (
    <Menu
      label="New terminal"
      trigger={<IconButton size="small" icon={Plus} label="New terminal" />}
      entries={entries}
    />
  );
}
