/** Ties one terminal of the core to one emulator on the page. */
import { useEffect, useRef, useState, type RefObject } from 'react';

import {
  isAppError,
  toAppError,
  type AppError,
  type ByteReader,
  type TerminalInput,
  type TerminalOpened,
} from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { createEmulator, type Emulator, type EmulatorEvents } from './emulator.ts';
import { followTerminal } from './follow-terminal.ts';
import { createFramePacer } from './frame-pacer.ts';

export interface EmulatorHandle {
  readonly element: RefObject<HTMLDivElement | null>;
  readonly emulator: Emulator | undefined;
  readonly problem: AppError | undefined;
}

export function useEmulator(terminal: string, events: Omit<EmulatorEvents, 'onInput'>): EmulatorHandle {
  const api = useApi();
  const element = useRef<HTMLDivElement>(null);
  const [emulator, setEmulator] = useState<Emulator>();
  const [problem, setProblem] = useState<AppError>();
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });

  useEffect(() => {
    if (element.current === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    let stream: ByteReader<TerminalInput, TerminalOpened> | undefined;
    const created = createEmulator(element.current, window, {
      onInput: (input) => {
        // Typing into a terminal that is away goes nowhere: its state is shown beside the grid.
        stream?.send(input).catch((error: unknown) => {
          if (!isAppError(error, 'DISCONNECTED') && !isAppError(error, 'CANCELLED') && !signal.aborted)
            setProblem(toAppError(error));
        });
      },
      onTitle: (title) => latest.current.onTitle(title),
      onLink: (url) => latest.current.onLink(url),
      onAskPaste: (paste, type) => latest.current.onAskPaste(paste, type),
      onSearch: () => latest.current.onSearch(),
    });
    setEmulator(created);
    followTerminal({
      open: (input) => api.terminals.open({ terminal, ...input }, { signal }),
      screen: created.screen,
      pace: createFramePacer(window),
      onStream: (current) => {
        stream = current;
        if (current !== undefined)
          void current.send({ type: 'resize', ...created.screen.size() }).catch(() => undefined);
      },
      onReplaying: (replaying) => created.setReplaying(replaying),
      signal,
    }).catch((error: unknown) => {
      if (!signal.aborted) setProblem(toAppError(error));
    });
    return () => {
      controller.abort();
      created.dispose();
      setEmulator(undefined);
    };
  }, [api, terminal]);

  return { element, emulator, problem };
}
