import type { KeyboardEvent, ReactElement } from 'react';

import type { TerminalInfo } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { useSecond, X } from '../ui/index.ts';
import type { DockGroup } from './dock-layout.ts';
import { sourceFullLabel, sourceLabel } from './terminal-words.ts';
import { elapsedSeconds } from './elapsed-seconds.ts';

export interface DockTabProps {
  readonly group: DockGroup;
  readonly terminals: readonly TerminalInfo[];
  readonly isActive: boolean;
  readonly onSelect: () => void;
  readonly onClose: (info: TerminalInfo) => void;
}

export function DockTab({ group, terminals, isActive, onSelect, onClose }: DockTabProps): ReactElement | undefined {
  const first = terminals[0];
  const { color } = useContextLook(first?.source.context ?? '');
  const mark = useMark(first);
  if (first === undefined) return undefined;
  const label = sourceLabel(first.source);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const tabs = [
      ...(event.currentTarget.closest('[role="tablist"]')?.querySelectorAll<HTMLElement>('[role="tab"]') ?? []),
    ];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Delete') onClose(first);
    else if (step !== undefined) tabs[(tabs.indexOf(event.currentTarget) + step + tabs.length) % tabs.length]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="dock-tab"
      data-context-color={color}
      data-active={isActive ? '' : undefined}
      title={sourceFullLabel(first.source)}
    >
      <button
        type="button"
        role="tab"
        id={`dock-tab-${group.id}`}
        aria-selected={isActive}
        aria-label={
          terminals.map(({ source }) => sourceFullLabel(source)).join('; ') + (mark === undefined ? '' : `, ${mark}`)
        }
        tabIndex={isActive ? 0 : -1}
        onClick={onSelect}
        onKeyDown={onKeyDown}
        onAuxClick={(event) => {
          if (event.button === 1) onClose(first);
        }}
      >
        <span className="terminal-square" aria-hidden />
        <span className="dock-tab-label">
          {label}
          {terminals.length > 1 ? ` +${terminals.length - 1}` : ''}
        </span>
        {mark === undefined ? undefined : <span className="dock-tab-mark">{mark}</span>}
      </button>
      <button
        type="button"
        className="dock-tab-close"
        aria-label={`Close ${label}`}
        tabIndex={-1}
        onClick={() => onClose(first)}
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  );
}

function useMark(info: TerminalInfo | undefined): string | undefined {
  const state = info?.state;
  const waiting = state?.state === 'connecting' || state?.state === 'reconnecting';
  const now = useSecond(waiting);
  if (state === undefined || state.state === 'open') return undefined;
  if (state.state === 'ended') return state.end.reason === 'exited' ? `exit ${state.end.code}` : 'ended';
  return `${state.state} ${elapsedSeconds(state.since, now)} s`;
}
