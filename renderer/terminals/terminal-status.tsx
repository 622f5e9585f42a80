import type { ReactElement } from 'react';

import type { AppError, ContainerRef, TerminalInfo } from '../../preload/contract/index.ts';
import { Button, InertText, StateDot, useSecond } from '../ui/index.ts';
import { endWords } from './terminal-words.ts';
import { elapsedSeconds } from './elapsed-seconds.ts';

export interface TerminalStatusProps {
  readonly info: TerminalInfo;
  readonly problem: AppError | undefined;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly onDebug: ((container: ContainerRef) => void) | undefined;
}

/** Outside the grid, where no escape sequence reaches. */
export function TerminalStatus({
  info,
  problem,
  onRetry,
  onClose,
  onDebug,
}: TerminalStatusProps): ReactElement | undefined {
  const { state, source } = info;
  const waiting = state.state === 'connecting' || state.state === 'reconnecting';
  const now = useSecond(waiting);
  if (waiting) {
    const seconds = elapsedSeconds(state.since, now);
    return (
      <div className="terminal-status" role="status">
        <StateDot state="waiting" label={state.state} />
        <span>
          {state.state === 'connecting' ? 'Connecting' : 'Reconnecting'}, {seconds} s
          {state.reason === undefined ? '' : ': '}
          {state.reason === undefined ? undefined : <InertText text={state.reason} />}
        </span>
        <span className="terminal-status-actions">
          <Button size="small" onPress={onClose}>
            {seconds < 5 ? 'Close' : 'Give up'}
          </Button>
        </span>
      </div>
    );
  }
  if (state.state === 'open') {
    if (problem === undefined && info.droppedBytes === 0) return undefined;
    return (
      <div className="terminal-status" role="status">
        <StateDot state="waiting" label="notice" />
        <span>
          {problem === undefined ? (
            `${info.droppedBytes} bytes of output were too fast for the connection and are missing.`
          ) : (
            <InertText text={problem.message} />
          )}
        </span>
      </div>
    );
  }
  const words = endWords(state.end, source);
  return (
    <div className="terminal-status" role="status" data-tone={words.tone}>
      <StateDot state={words.tone} label="ended" />
      <span className="terminal-status-words">
        <InertText text={words.sentence} />
        {words.fact === undefined ? undefined : (
          <code>
            <InertText text={words.fact} />
          </code>
        )}
      </span>
      <span className="terminal-status-actions">
        {words.debug && source.kind !== 'local' && onDebug !== undefined ? (
          <Button size="small" variant="primary" onPress={() => onDebug(source)}>
            Debug this container…
          </Button>
        ) : undefined}
        {words.retry ? (
          <Button size="small" onPress={onRetry}>
            {source.kind === 'attach' ? 'Attach again' : 'Run again'}
          </Button>
        ) : undefined}
        <Button size="small" onPress={onClose}>
          Close
        </Button>
      </span>
    </div>
  );
}
